using KnowledgeGraph.Extraction;
using KnowledgeGraph.Extraction.Articles;
using KnowledgeGraph.Model;
using KnowledgeGraph.Nlp;
using KnowledgeGraph.Resolution;

namespace KnowledgeGraph.Server.Tests.Quality;

/// <summary>The language model and the extractor, loaded once.</summary>
public sealed class Newsroom
{
    private readonly LanguageModel _language = LanguageModel.LoadDefault();
    private readonly ArticleExtractor _extractor;

    public Newsroom() => _extractor = new(ExtractionResources.Load(_language.Vectors));

    /// <summary>The reports, each of an outlet and a day, read and resolved together.</summary>
    internal Corpus Read(params (string Outlet, string Day, string Text)[] reports) => Corpus.Resolve([.. reports.Select(report =>
    {
        var article = ArticleReader.FromText(report.Text) with { Id = report.Outlet, Outlet = report.Outlet, Published = PartialDate.Parse(report.Day) };
        return _extractor.Extract(article, _language.Annotate(report.Text));
    })]);
}

/// <summary>Invented reports through the extractor: what differs is shown, what is of something else is not compared.</summary>
public sealed class ReportsComparedTests(Newsroom newsroom) : IClassFixture<Newsroom>
{
    private const string Ferry = "Fire broke out on a ferry off the coast of Sardinia late on Sunday, killing 11 people, the Italian coast guard said.\nThe ferry was on its way from Genoa to Cagliari when the fire started in the engine room, said coast guard commander Paolo Ferri.\nThe fire was caused by an electrical fault, Ferri said.";
    private const string FerryAgain = "At least 14 people died in a fire on a ferry near Sardinia on Sunday night, officials said on Tuesday. The ferry was sailing from Genoa to Cagliari.\nCoast guard commander Paolo Ferri visited the survivors.\nThe fire was not caused by an electrical fault, said the shipping company Marenova. Since January 47 people have died at sea in Italy.";
    private const string Warehouse = "A fire at a warehouse in Genoa killed three people on Sunday, the fire service said.";

    private const string Quake = "A 6.2-magnitude earthquake struck northern Peru early on Monday, killing at least 25 people and injuring 140, the civil defence agency said.\nIn Ecuador, three people died in the quake.";
    private const string QuakeLater = "The death toll from the earthquake in northern Peru has risen to 38, the health ministry said on Tuesday. The quake on Monday had a magnitude of 6.4, according to the US Geological Survey. 210 people were injured. Among the dead are two nurses.";

    private const string Match = "Seven people were killed in a crush at the national stadium in Accra on Friday evening after a football match between Hearts and Kotoko, police said.\nPolice chief Kofi Boateng denied that tear gas had been used.";
    private const string MatchAgain = "A stampede at a football match in Accra left nine dead on Friday night, a hospital spokesman said. The match was between Hearts and Kotoko.\nThe police used tear gas, the sports ministry said.";
    private const string Bus = "Four people were killed in a bus crash near Accra on Friday, police said.";

    private const string Vote = "President Maria Lopes won a second term in the election in Cape Verde on Sunday, the electoral commission said.\nHer rival Jorge Tavares conceded defeat late on Sunday.";
    private const string VoteAgain = "Maria Lopes won the election in Cape Verde on Sunday, according to partial results.\nOpposition candidate Jorge Tavares refused to concede defeat and said there had been fraud.";

    private static string Numbers(Corpus corpus, string metric) => string.Join("; ", corpus.Comparisons.Where(comparison => comparison.Metric == metric && comparison.Result.Articles >= 2)
        .Select(comparison => $"{comparison.Result.Kind}: {string.Join(' ', comparison.Result.Order.Select(id => comparison.Claims[id]).Select(claim => $"{claim.Contribution.Article.Id} {claim.Claim.Value}"))}"));

    private static IEnumerable<string> Words(Corpus corpus, string aspect) => corpus.Statements.Where(statements => statements.Result.Aspect.Split('/')[0] == aspect)
        .Select(statements => $"{statements.Result.Kind}: {string.Join(' ', statements.Result.Statements.Select(side => $"{side.Article} {side.Position}"))}").Distinct();

    [Fact]
    public void Tolls_of_a_ferry_fire_are_compared_and_a_tally_since_January_and_another_fire_are_not()
    {
        var corpus = newsroom.Read(("Post", "2025-05-12", Ferry), ("News", "2025-05-13", FerryAgain), ("Daily", "2025-05-12", Warehouse));
        Assert.Equal("Update: Post 11 News 14", Numbers(corpus, "killed"));
    }

    [Fact]
    public void A_toll_that_rises_is_an_update_and_another_country_counts_apart()
    {
        var corpus = newsroom.Read(("Post", "2025-02-11", Quake), ("News", "2025-02-12", QuakeLater));
        Assert.Equal("Update: Post 25 News 38", Numbers(corpus, "killed"));
        Assert.Equal("Update: Post 140 News 210", Numbers(corpus, "injured"));
        Assert.Equal("Conflict: Post 6.2 News 6.4", Numbers(corpus, "magnitude"));
    }

    [Fact]
    public void A_crush_and_a_stampede_are_one_and_a_bus_crash_in_the_same_city_is_not()
    {
        var corpus = newsroom.Read(("Post", "2025-10-18", Match), ("News", "2025-10-18", MatchAgain), ("Daily", "2025-10-18", Bus));
        Assert.Equal("Conflict: Post 7 News 9", Numbers(corpus, "killed"));
        Assert.Equal(["Conflict: News affirmed Post denied"], Words(corpus, "denial"));
    }

    [Fact]
    public void Who_conceded_in_one_report_and_refused_to_in_another_is_a_conflict() =>
        Assert.Contains("Conflict: News denied Post affirmed", Words(newsroom.Read(("Post", "2025-06-02", Vote), ("News", "2025-06-02", VoteAgain)), "denial"));

    [Fact]
    public void Reports_of_different_kinds_of_news_have_nothing_to_compare()
    {
        var corpus = newsroom.Read(("Post", "2025-05-12", Ferry), ("News", "2025-02-11", Quake), ("Daily", "2025-10-18", Match), ("Wire", "2025-06-02", Vote));
        Assert.All(corpus.Comparisons, comparison => Assert.Equal(1, comparison.Result.Articles));
        Assert.Empty(corpus.Statements);
    }

    [Fact]
    public void One_source_that_two_papers_print_counts_once_and_the_first_to_print_it_is_named()
    {
        var corpus = newsroom.Read(("Post", "2025-05-12", Ferry), ("News", "2025-05-13", Ferry.Replace("late on Sunday", "on Sunday evening", StringComparison.Ordinal)));
        var killed = Assert.Single(corpus.Comparisons, comparison => comparison.Metric == "killed").Result;
        Assert.Equal((DifferenceKind.None, 2, 1, "Post"), (killed.Kind, killed.Articles, killed.Sources, killed.FirstArticle));
    }
}
