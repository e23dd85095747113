using KnowledgeGraph.Extraction.Tests.Support;

namespace KnowledgeGraph.Extraction.Tests.Propositions;

[Collection(LanguageCollection.Name)]
public sealed class PropositionTests(LanguageFixture language)
{
    [Theory]
    [InlineData("Rebels shelled the harbour on Monday.", "Rebels | shell | harbour, on Monday", "active")]
    [InlineData("The harbour was shelled by rebels.", "rebels | shell | harbour", "a passive is turned around")]
    [InlineData("The navy shot down two drones.", "navy | shoot down | drones", "the particle belongs to the verb")]
    [InlineData("The mayor did not sign the contract.", "mayor | not sign | contract", "negation")]
    [InlineData("No minister attended the funeral.", "minister | not attend | funeral", "negation by the subject")]
    [InlineData("The council failed to repair the bridge.", "council | not repair | bridge", "\"fail to\" denies its infinitive")]
    [InlineData("The bank closed a branch and opened a school.", "bank | open | school", "coordinated verbs share the subject")]
    [InlineData("Soldiers shelled and burned the village.", "Soldiers | shell | village", "and the object")]
    [InlineData("The engineer who built the dam resigned.", "engineer | build | dam", "a relative pronoun stands for its noun")]
    [InlineData("The minister promised to visit the island.", "minister | visit | island", "an infinitive has the subject of its verb")]
    [InlineData("The judge ordered the company to pay the miners.", "company | pay | miners", "or its object")]
    [InlineData("After meeting the queen, the premier left the palace.", "premier | meet | queen", "a participle has the subject of the clause")]
    [InlineData("Police and firefighters searched the building.", "Police+firefighters | search | building", "coordinated subjects")]
    [InlineData("The village was given food by the charity.", "charity | give | food", "the receiver of a passive is not its object")]
    public void Clause_reads_as_subject_predicate_object(string sentence, string expected, string why)
    {
        var clauses = new Reading(language, sentence).Clauses.ToList();
        Assert.True(clauses.Contains(expected), $"{why}: found {string.Join(" / ", clauses)}");
    }
}
