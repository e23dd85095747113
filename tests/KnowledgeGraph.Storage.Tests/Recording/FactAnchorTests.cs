using KnowledgeGraph.Model;

namespace KnowledgeGraph.Storage.Tests.Recording;

public sealed class FactAnchorTests
{
    // Two people do one thing by one verb, twice over; a number stands in two places.
    private static readonly Contribution Report = new ReportBuilder(
        "Ana Carvalho and Rui Tavares met Olga Marin. The flood killed 12 people, mayor Ana Carvalho said. “We lost 12 boats,” Rui Tavares said.", address: "https://example.org/met")
        .Person("Ana Carvalho").Person("Rui Tavares").Person("Olga Marin").Event("disaster", "flood")
        .Relation("Ana Carvalho", "met", "Olga Marin", "met").Relation("Rui Tavares", "met", "Olga Marin", "met")
        .Claim("flood", "killed", 12, "12").Said("Rui Tavares", "We lost 12 boats").Role("Ana Carvalho", "mayor").Build();

    [Theory]
    [InlineData("r0")]
    [InlineData("r1")]
    [InlineData("q0")]
    [InlineData("c0")]
    [InlineData("o0")]
    public void One_fact_is_meant_in_its_article_extracted_anew_and_changed(string local)
    {
        var anchor = FactAnchor.Of(Report, PreparedArticle.FactId(Report.Article.Id, local))!;
        foreach (var again in new[] { Report, Extracted.Anew(Report), Extracted.Changed(Report) })
        {
            var left = new Rejections([anchor]).Without(again);
            Assert.Equal(Facts(Report).Where(fact => fact.Key != local).Select(fact => fact.Value).Order(), Facts(left).Values.Order());
        }
    }

    [Fact]
    public void A_place_that_an_older_log_names_is_understood()
    {
        var at = Report.Article.Text.IndexOf("12", StringComparison.Ordinal);
        var left = new Rejections([$"claim:{Report.Article.Id}#{at}:killed"]).Without(Report);

        Assert.Equal(["Ana Carvalho met", "Rui Tavares met", "We lost 12 boats", "mayor"], Facts(left).Values);
    }

    [Fact]
    public void A_sentence_that_is_gone_takes_its_judgement_with_it_and_another_fact_is_not_meant()
    {
        var anchor = FactAnchor.Of(Report, PreparedArticle.FactId(Report.Article.Id, "r0"))!;
        var corrected = new ReportBuilder("Olga Marin met Ana Carvalho. Rui Tavares met nobody.", address: "https://example.org/met")
            .Person("Ana Carvalho").Person("Rui Tavares").Person("Olga Marin").Relation("Olga Marin", "met", "Ana Carvalho", "met").Build();

        Assert.Single(new Rejections([anchor]).Without(corrected).Relations);
    }

    private static Dictionary<string, string> Facts(Contribution report)
    {
        string Named(string? id) => report.Entities.Single(entity => entity.Id == id).Name;
        var text = report.Article.Text;
        return report.Relations.Select(fact => (fact.Id, Named(fact.Subject) + " " + fact.Predicate))
            .Concat(report.Quotes.Select(fact => (fact.Id, fact.Content.Slice(text)))).Concat(report.Claims.Select(fact => (fact.Id, fact.Metric))).Concat(report.Roles.Select(fact => (fact.Id, fact.Title)))
            .ToDictionary(pair => pair.Id, pair => pair.Item2);
    }
}
