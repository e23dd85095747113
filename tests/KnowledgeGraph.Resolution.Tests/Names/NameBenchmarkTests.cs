using KnowledgeGraph.Tests.Support;

namespace KnowledgeGraph.Resolution.Tests.Names;

/// <summary>The public set of hard name pairs, as far as it is at hand.</summary>
public sealed class NameBenchmarkTests
{
    [SharedFact]
    public void Persons_reach_an_F1_of_80_and_organisations_of_90_percent()
    {
        int personHits = 0, personMisses = 0, organisationHits = 0, organisationMisses = 0;
        foreach (var line in File.ReadLines(Repository.SharedPath("evals", "names", "dev.csv")).Skip(1))
        {
            var fields = line.Split(',');
            if (fields.Length != 4) continue; // Quoted fields are left to the quality project.
            var organisation = fields[0] != "Person";
            var said = organisation ? OrganisationNames.Compare(fields[1], fields[2]).Score >= OrganisationNames.Threshold : PersonNames.Compare(fields[1], fields[2]).Score >= PersonNames.Threshold;
            var right = fields[3] == "true";
            if (organisation) { organisationHits += said && right ? 1 : 0; organisationMisses += said != right ? 1 : 0; }
            else { personHits += said && right ? 1 : 0; personMisses += said != right ? 1 : 0; }
        }
        Assert.True(2.0 * personHits / (2 * personHits + personMisses) >= 0.80);
        Assert.True(2.0 * organisationHits / (2 * organisationHits + organisationMisses) >= 0.90);
    }
}
