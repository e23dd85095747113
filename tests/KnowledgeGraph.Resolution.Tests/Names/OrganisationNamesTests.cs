namespace KnowledgeGraph.Resolution.Tests.Names;

public sealed class OrganisationNamesTests
{
    [Theory]
    [InlineData("Norland Steel AG", "Norland Steel Aktiengesellschaft")]
    [InlineData("Norland Steel", "Norland Steel Ltd.")]
    [InlineData("OAO Severnaya Sol", "Severnaya Sol JSC")]
    [InlineData("Ministry of Labour", "Ministry of Labor")]
    [InlineData("Harmon & Sons", "Harmon and Sons")]
    [InlineData("Blue Water Holdings", "Bluewater Holdings")]
    [InlineData("N.S.T. Group", "NST Group")]
    [InlineData("Northern Sea Transport", "NST")]
    [InlineData("1st Infantry Brigade", "First Infantry Brigade")]
    public void One_organisation(string a, string b) =>
        Assert.True(OrganisationNames.Compare(a, b).Score >= OrganisationNames.Threshold, string.Join("; ", OrganisationNames.Compare(a, b).Reasons));

    [Theory]
    [InlineData("Bank of Norland", "Bank of Westland")]
    [InlineData("Norland Steel (Asia) Ltd", "Norland Steel (London) Ltd")]
    [InlineData("Norland Oil Company", "Norland Gas Company")]
    [InlineData("Harmon Inc.", "Lindholm Inc.")]
    public void Two_organisations(string a, string b) =>
        Assert.True(OrganisationNames.Compare(a, b).Score < OrganisationNames.Threshold, string.Join("; ", OrganisationNames.Compare(a, b).Reasons));
}
