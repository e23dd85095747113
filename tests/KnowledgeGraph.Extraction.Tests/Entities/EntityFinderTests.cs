using FsCheck;
using FsCheck.Xunit;
using KnowledgeGraph.Extraction.Articles;
using KnowledgeGraph.Extraction.Entities;
using KnowledgeGraph.Extraction.Tests.Support;
using KnowledgeGraph.Model;

namespace KnowledgeGraph.Extraction.Tests.Entities;

[Collection(LanguageCollection.Name)]
public sealed class EntityFinderTests(LanguageFixture language)
{
    private readonly EntityFinder _finder = new(language.Resources.Gazetteer, language.Resources.Names, language.Resources.Coreference);

    private ArticleContext Read(string text) => _finder.Find(ArticleReader.FromText(text), language.Annotate(text));

    // The mentions of the entity that has this name, as "Anna Weber|Weber|~she|=the minister": ~ pronoun, = description.
    private string Mentions(string text, string name)
    {
        var entity = Read(text).Entities.Single(e => e.Names.Contains(name));
        return string.Join('|', entity.Mentions.Select(m => (m.Kind switch { MentionKind.Pronoun => "~", MentionKind.Description => "=", _ => "" }) + m.Span.Slice(text)));
    }

    [Theory]
    [InlineData("Anna Weber spoke in Hamburg. Weber thanked the crews.", "Anna Weber", "Anna Weber|Weber", "surname")]
    [InlineData("Anna Weber spoke in Hamburg. She thanked the crews.", "Anna Weber", "Anna Weber|~She", "pronoun")]
    [InlineData("Finance Minister Olena Petrenko spoke on Monday. Ms. Petrenko left early.", "Olena Petrenko", "Olena Petrenko|Petrenko", "titles are no part of the name")]
    [InlineData("President Oleksandr Novitsky arrived. Hours later Oleksandr Novitskyy left.", "Oleksandr Novitsky", "Oleksandr Novitsky|Oleksandr Novitskyy", "two transliterations")]
    [InlineData("The International Rescue Federation (IRF) sent ships. IRF crews arrived.", "International Rescue Federation", "International Rescue Federation|IRF|IRF", "acronym")]
    [InlineData("The United States sent ships. The U.S. had promised them.", "United States", "United States|U.S.", "names of one country")]
    [InlineData("The company Nordlys Corp. said it would pay. Nordlys had closed the plant.", "Nordlys Corp.", "Nordlys Corp.|~it|Nordlys", "a noun beside the name is its own; legal forms are left out")]
    [InlineData("Norway’s air force sent two planes.", "air force", "air force", "institution, its owner outside")]
    [InlineData("French President Paul Martin flew to Oslo. The French president will stay a day.", "Paul Martin", "Paul Martin|=The French president", "role and country")]
    public void Mentions_of_one_bearer_are_one_entity(string text, string name, string expected, string why)
    {
        Assert.Equal(expected, Mentions(text, name));
        Assert.NotNull(why);
    }

    [Theory]
    [InlineData("Cyclone Maruta reached the coast on Friday. Maruta killed two people.", "Maruta", EntityType.NamedEvent, "a storm by its short name")]
    [InlineData("Ann Berg of Fremskritta and Ole Lund of Fremskritta lost their seats.", "Fremskritta", EntityType.Organisation, "persons are of a body, and no place has this name")]
    [InlineData("The grave of Weber lies near Oslo.", "Weber", EntityType.Person, "the grave of somebody")]
    [InlineData("Zalkova, Slovakia — A judge ordered an inquiry.", "Zalkova", EntityType.Place, "where the report was filed")]
    [InlineData("A bus burned near Horna Zalkova on Monday.", "Horna Zalkova", EntityType.Place, "nobody is near a person")]
    public void Context_and_form_show_what_a_name_names(string text, string name, EntityType type, string why)
    {
        Assert.Equal(type, Read(text).Entities.Single(e => e.Names.Contains(name)).Type);
        Assert.NotNull(why);
    }

    /// <summary>Names of firms that are in no list and look like a person's.</summary>
    [Theory]
    [InlineData("Halden Marine said on Monday it would cut 300 jobs.", "Halden Marine", EntityType.Organisation, "it")]
    [InlineData("Sundby Hale, which makes lifts, closed a plant.", "Sundby Hale", EntityType.Organisation, "which")]
    [InlineData("Berit Tessvik, who makes lifts, closed a plant.", "Berit Tessvik", EntityType.Person, "who")]
    [InlineData("Brandt Ostby agreed on Monday. Shares in Brandt Ostby rose.", "Brandt Ostby", EntityType.Organisation, "shares in it")]
    [InlineData("Brandt Ostby, a shipping company, agreed on Monday.", "Brandt Ostby", EntityType.Organisation, "what it is called behind it")]
    [InlineData("Brandt Ostby, a baker, agreed on Monday.", "Brandt Ostby", EntityType.Person, "what he is called behind it")]
    [InlineData("Marlow Finch was acquired by a bank.", "Marlow Finch", EntityType.Organisation, "acquired")]
    [InlineData("Marlow Finch employs 900 people.", "Marlow Finch", EntityType.Organisation, "employs")]
    [InlineData("Marlow Finch's shareholders agreed on Monday.", "Marlow Finch", EntityType.Organisation, "its shareholders")]
    [InlineData("Carla Ostrom sold her shares in the bank. Carla Ostrom's brother was glad.", "Carla Ostrom", EntityType.Person, "a person sells shares")]
    [InlineData("Carla Ostrom said it was late.", "Carla Ostrom", EntityType.Person, "an empty it")]
    public void Article_shows_whether_a_name_is_a_firm_or_a_person(string text, string name, EntityType type, string why)
    {
        Assert.Equal(type, Read(text).Entities.Single(e => e.Names.Contains(name)).Type);
        Assert.NotNull(why);
    }

    [Theory]
    [InlineData("Oslo condemned the attack.", "country:NO", "a capital that acts as a state")]
    [InlineData("The ministers voted for more aid to Oslo.", "country:NO", "a capital that is dealt with as a state")]
    [InlineData("The ministers met in Oslo.", "geonames:3143244", "the city itself")]
    public void Capital_means_its_country_where_it_acts_as_one(string text, string id, string why)
    {
        Assert.Equal(id, Read(text).Entities.Single(e => e.GazetteerId is not null).GazetteerId);
        Assert.NotNull(why);
    }

    [Theory]
    [InlineData("Norway’s air force sent two planes.", "air force", "Norwegian air force", "NO")]
    [InlineData("The Norwegian navy sent two ships.", "Norwegian navy", "Norwegian navy", "NO")]
    public void Institution_goes_by_its_country(string text, string mention, string name, string country)
    {
        var entity = Read(text).Entities.Single(e => e.Names.Contains(mention));
        Assert.Equal((name, country, EntityType.Organisation), (entity.Name, entity.Country, entity.Type));
    }

    [Fact]
    public void Demonym_points_to_its_country_without_naming_it()
    {
        var context = Read("Norwegian officials met on Monday.");
        var norway = context.Entities.Single(e => e.GazetteerId == "country:NO");
        Assert.Equal("Norway", norway.Name);
        Assert.All(norway.Mentions, m => Assert.Equal(MentionKind.Description, m.Kind));
        var officials = context.Entities.Single(e => e.Type == EntityType.Group);
        Assert.Equal(("Norwegian officials", "NO", false), (officials.Name, officials.Country, officials.IsNamed));
    }

    [Fact]
    public void Place_has_its_gazetteer_id_and_country()
    {
        var oslo = Read("The ministers met in Oslo.").Entities.Single(e => e.Name == "Oslo");
        Assert.Equal((EntityType.Place, "NO"), (oslo.Type, oslo.Country));
        Assert.StartsWith("geonames:", oslo.GazetteerId, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("The bus left Žilina for Košice. It burned at the Dolina crossing.", null, "towns of one country are named, and the town of this name is in another")]
    [InlineData("The bus left Lviv. It burned at the Dolina crossing.", "UA", "a town of the country that the article tells of")]
    public void Place_of_a_common_name_is_not_looked_for_abroad(string text, string? country, string why)
    {
        Assert.Equal(country, Read(text).Entities.Single(e => e.Names.Contains("Dolina")).Country);
        Assert.NotNull(why);
    }

    [Fact]
    public void Hyphenated_pair_of_two_known_names_is_two_mentions()
    {
        const string Text = "Paul Martin called Anna Weber on Monday. The Martin-Weber call lasted an hour.";
        Assert.Equal("Paul Martin|Martin", Mentions(Text, "Paul Martin"));
        Assert.Equal("Anna Weber|Weber", Mentions(Text, "Anna Weber"));
    }

    // The chain of the ranker that holds the first such words, as the words of its members; empty where they are in none.
    private string Chain(string text, string words)
    {
        var doc = language.Annotate(text);
        var chains = _finder.Chains(ArticleReader.FromText(text), doc);
        string Words(int index) => text[doc[chains.Spans[index].First].Start..doc[chains.Spans[index].Last].End];
        var cluster = chains.Clusters.FirstOrDefault(cluster => cluster.Any(index => Words(index) == words));
        return cluster is null ? "" : string.Join('|', cluster.Select(Words));
    }

    [Fact]
    public void Two_questions_make_an_interview_where_the_headline_announces_it() =>
        Assert.Equal("Anna Weber|you|I|you|I", Chain("""
            The Courier interviews Anna Weber about the bridge

            How did you hear of the plan?

            A neighbour came by. Still, I did not believe it.

            Will you stay in Harlow?

            Only if I find work.
            """, "you"));

    [Fact]
    public void You_of_an_interviewed_group_is_the_we_of_its_answers() =>
        Assert.Equal("you|We|our|you|we|you|We", Chain("""
            A visit to the bakers of Oslo

            When do you start?

            We light our ovens at three.

            Whom do you sell to?

            To the schools. Last year we stopped selling to hotels.

            Do you ever sleep?

            We sleep on Sundays.
            """, "you"));

    [Fact]
    public void You_in_an_answer_is_anyone_and_the_same_in_every_answer() =>
        Assert.Equal("you|you|you|you", Chain("""
            The Courier interviews Anna Weber about the bridge

            How did the work begin?

            With a drawing. If you draw badly, you build badly.

            And what came next?

            Stones. A stone tells you where it wants to lie, and you listen.
            """, "you"));

    [Fact]
    public void Where_several_experts_answer_each_answer_has_its_own_I()
    {
        const string Text = """
            The Courier interviews experts on the flood

            Was the dam well built?

            Yes. I saw the plans, and I liked them.

            No. I saw cracks in the wall.

            It held for years. I was not asked then.

            The plans were sound. I know the builder.

            Nobody can say. I have no figures.

            The concrete was old. I measured it.

            The rain was heavy. I would blame nobody.

            A longer wall would have helped. I wrote so.

            The river moved. I have maps of it.

            Nature decides. I accept that.

            Better pumps would have helped. I sell none.

            The gates were open. I closed one of them.

            Steel rusts. I warned them.

            It was bad luck. I feel sorry.

            Could it happen again?

            Every dam can break. I hope it will not.
            """;
        Assert.Equal("I|I", Chain(Text, "I"));
    }

    [Theory]
    [InlineData("Anna Weber visits Harlow\n\nAnna Weber, a minister, saw the bridge. She liked it.", "Anna Weber|Anna Weber, a minister|She", "the parser hangs the first name on the headline")]
    [InlineData("NASA launched a rocket from Florida on Monday. Photo: NASA.", "NASA|NASA", "a credit names its holder")]
    public void Name_that_is_no_apposition_is_a_mention(string text, string expected, string why)
    {
        Assert.Equal(expected, Chain(text, expected.Split('|')[0]));
        Assert.NotNull(why);
    }

    [Fact]
    public void He_is_never_a_woman_and_she_never_a_man()
    {
        var context = Read("Mr. Paul Martin met Mrs. Anna Weber. She thanked him. He smiled.");
        foreach (var entity in context.Entities.Where(e => e.Gender is not null))
            foreach (var pronoun in entity.Mentions.Where(m => m.Kind == MentionKind.Pronoun))
                Assert.Equal(entity.Gender, pronoun.Span.Slice(context.Article.Text).ToLowerInvariant() is "she" or "her" ? 'f' : 'm');
    }

    [Fact]
    public void Names_in_bylines_and_notices_are_no_entities()
    {
        var context = Read("By Kim Roe, The Courier\n\nHARLOW (XYZ) — Anna Weber opened the bridge on Monday.\n\n© 2031 Courier Media Ltd. All rights reserved.");
        Assert.Equal(["Anna Weber"], context.Entities.Where(e => e.Type == EntityType.Person).Select(e => e.Name));
        Assert.DoesNotContain(context.Entities, e => e.Name.Contains("Courier", StringComparison.Ordinal));
    }

    [Fact]
    public void Token_leads_to_its_entity_mention_sentence_and_section()
    {
        const string Text = "Anna Weber opened the bridge. She left.";
        var context = Read(Text);
        var she = context.Doc.TokenIndexAt(Text.IndexOf("She", StringComparison.Ordinal));
        Assert.Equal("Anna Weber", context.EntityAt(1)!.Name);
        Assert.Equal("Anna Weber", context.EntityOfHead(she)!.Name);
        Assert.Equal(MentionKind.Pronoun, context.MentionAt(she)!.Kind);
        Assert.Equal("She left.", context.SentenceOf(she).Slice(Text));
        Assert.Equal(SectionKind.Paragraph, context.SectionAt(she));
        Assert.Null(context.EntityAt(3));
    }

    [Fact]
    public void Entities_of_a_text_do_not_depend_on_what_was_read_before()
    {
        const string Text = "Anna Weber met Paul Martin in Oslo. He thanked her.";
        var first = Read(Text).Entities.Select(e => e.Id + e.Name + e.Mentions.Count).ToList();
        _ = Read("Paul Weber met Anna Martin in Texas. She thanked him.");
        Assert.Equal(first, Read(Text).Entities.Select(e => e.Id + e.Name + e.Mentions.Count));
    }

    [Theory]
    [InlineData("")]
    [InlineData("ANNA WEBER OPENS BRIDGE IN HARLOW")]
    [InlineData("a,b,c\n1,2,3\n4,5,6")]
    [InlineData("Tlie coimcil 0f Har|ow vo+ed 0n M0nday t0 c1ose tlie o1d br1dge.")]
    [InlineData("Anna Weber 安娜 met Павло in Oslo 🌉.")]
    public void Odd_texts_are_read_and_every_mention_slices(string text) => AssertSlices(Read(text));

    [Property(MaxTest = 60)]
    public void Random_text_never_fails(NonNull<string> text) => AssertSlices(Read(text.Get));

    private static void AssertSlices(ArticleContext context)
    {
        foreach (var entity in context.Entities)
            foreach (var mention in entity.Mentions)
            {
                Assert.False(mention.Span.IsEmpty);
                Assert.Equal(mention.Span.Slice(context.Article.Text).Trim(), mention.Span.Slice(context.Article.Text));
                Assert.InRange(mention.Confidence, 0, 1);
            }
    }
}
