namespace KnowledgeGraph.Resolution.Tests.Names;

public sealed class PersonNamesTests
{
    [Theory]
    // One person
    [InlineData("Mykola Hrynenko", "Mykola Hrynenko")]
    [InlineData("Olena Kovalska", "Olena Kovalskaya")]
    [InlineData("Petro Zahorskyy", "Petro Zahorskiy")]
    [InlineData("Petro Zahorsky", "Petro Zahorskyj")]
    [InlineData("Петро Загорський", "Petro Zagorskiy")]
    [InlineData("Sergei Orlov", "Sergey Orlov")]
    [InlineData("José Almeida", "Jose Almeida")]
    [InlineData("Almeida, José", "José Almeida")]
    [InlineData("Dr. José Almeida", "José Almeida")]
    [InlineData("J. Almeida", "José Almeida")]
    [InlineData("Bill Harmon", "William Harmon")]
    [InlineData("William Jay Harmon", "William Harmon")]
    [InlineData("WilliamHarmon", "William Harmon")]
    [InlineData("Wiliam Harmon", "William Harmon")]
    public void One_person(string a, string b) => Assert.True(PersonNames.Compare(a, b).Score >= PersonNames.Threshold, string.Join("; ", PersonNames.Compare(a, b).Reasons));

    [Theory]
    [InlineData("William Harmon", "Peter Harmon")]
    [InlineData("William Jay Harmon", "William Lee Harmon")]
    [InlineData("Omar bin Khalid", "Khalid bin Omar")]
    [InlineData("Jun Ho Park", "Jun Seo Park")]
    [InlineData("Anna Meier", "Anna Lindholm")]
    [InlineData("", "Anna Meier")]
    public void Two_people(string a, string b) => Assert.True(PersonNames.Compare(a, b).Score < PersonNames.Threshold, string.Join("; ", PersonNames.Compare(a, b).Reasons));

    [Theory]
    [InlineData("Petro Zahorskyy", "Petro Zahorsky")]
    [InlineData("Bill Harmon", "William Harmon")]
    public void Comparing_does_not_depend_on_which_comes_first(string a, string b) => Assert.Equal(PersonNames.Compare(a, b).Score, PersonNames.Compare(b, a).Score);

    [Fact]
    public void A_score_says_why() => Assert.Equal(["'bill' stands for 'william'"], PersonNames.Compare("Bill Harmon", "William Harmon").Reasons);
}
