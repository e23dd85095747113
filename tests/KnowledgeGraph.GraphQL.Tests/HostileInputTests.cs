using System.Text;
using FsCheck.Xunit;
using KnowledgeGraph.GraphQL.Execution;
using KnowledgeGraph.GraphQL.Language;
using KnowledgeGraph.GraphQL.Types;
using KnowledgeGraph.GraphQL.Validation;

namespace KnowledgeGraph.GraphQL.Tests;

/// <summary>Documents made to exhaust the engine. Each ends with an error or an answer, after which the engine still answers.</summary>
public class HostileInputTests
{
    const int KB = 1024;

    static readonly ParserOptions Unlimited = new() { MaxTokens = int.MaxValue, MaxDocumentBytes = int.MaxValue };

    static readonly Schema Schema = Schema.FromSdl("""
        directive @d(a: Int) repeatable on FIELD | QUERY | FRAGMENT_SPREAD
        interface Node { id: ID node: Node other(x: Int): Node }
        type A implements Node { id: ID node: Node other(x: Int): Node a: A x: Int }
        type B implements Node { id: ID node: Node other(x: Int): Node b: B x: Int }
        input In { in: In list: [In] text: String }
        type Query { id: ID node: Node other(x: Int): Node take(in: In): ID }
        """);

    readonly RequestExecutor _executor = new(Schema);

    [Theory]
    [InlineData("{a", "")]
    [InlineData("[", "{a(b:")]
    [InlineData("{a:", "{a(b:")]
    [InlineData("[", "query($a:")]
    [InlineData("...{", "{")]
    [InlineData("{a:[", "query($a:A=")]
    public async Task Forty_kilobytes_of_nesting_are_refused(string part, string before) =>
        await ExpectRefused(Repeat(before, part, 40 * KB), "levels deep");

    [Fact]
    public async Task Nesting_is_refused_when_the_stack_ends_before_the_limit()
    {
        var options = new ParserOptions { MaxDepth = int.MaxValue, MaxTokens = int.MaxValue, MaxDocumentBytes = int.MaxValue };
        var error = Assert.Throws<GraphQLException>(() => Parser.Parse(Repeat("{a(b:", "[", 1_000 * KB), options)).Errors[0];
        Assert.Equal(ErrorCodes.DocumentTooLarge, error.Code);
        await ExpectStillAnswers();
    }

    [Fact]
    public async Task Operations_that_all_reach_all_fragments_end()
    {
        var operations = Enumerable.Range(0, 700).Select(i => $"query Q{i}($v:Int){{...F0}}");
        var fragments = Enumerable.Range(0, 400).Select(i => $"fragment F{i} on Query{{other(x:$v){{id}}...F{i + 1}}}");
        var document = Parser.Parse($"{string.Join(' ', operations)} {string.Join(' ', fragments)} fragment F400 on Query{{id}}", Unlimited);
        Assert.Empty(Validator.Validate(Schema, document));
        await ExpectStillAnswers();
    }

    [Theory]
    [InlineData("a ")]
    [InlineData("a:a ")]
    [InlineData("a@d ")]
    [InlineData("...F ")]
    [InlineData("...on A{a}")]
    [InlineData("a(b:1)")]
    public async Task A_million_tokens_are_refused(string part) => await ExpectRefused(Repeat("{", part, 1_000 * KB), "tokens");

    [Theory]
    [InlineData("# comment\n")]
    [InlineData(",,,,,,,,,,,,,,,,")]
    [InlineData("\ufeff")]
    public async Task Megabytes_of_what_is_ignored_are_refused(string part) => await ExpectRefused(Repeat("{id}", part, 2 * KB * KB), "bytes");

    [Fact]
    public async Task A_million_tokens_within_configured_limits_are_read()
    {
        var document = Parser.Parse("{" + string.Concat(Enumerable.Repeat("id ", 1_000_000)) + "}", Unlimited);
        Assert.Equal(1_000_002, document.TokenCount);
        await ExpectStillAnswers();
    }

    [Theory]
    [InlineData("id @d ", 4_000)]
    [InlineData("a:id ", 4_000)]
    [InlineData("...F ", 5_000)]
    [InlineData("...on Query{id}", 2_000)]
    [InlineData("other(x:1){id}", 1_200)]
    public async Task Floods_of_directives_aliases_and_spreads_end(string part, int times)
    {
        Validator.Validate(Schema, Parser.Parse($"{{{string.Concat(Enumerable.Repeat(part, times))}}} fragment F on Query {{id}}"));
        await ExpectStillAnswers();
    }

    [Fact]
    public async Task Directives_of_one_field_without_number_end()
    {
        var directives = string.Concat(Enumerable.Range(0, 3_000).Select(i => $"@x{i} "));
        Assert.Equal(101, Validator.Validate(Schema, Parser.Parse($"{{id {directives}}}")).Count);
        await ExpectStillAnswers();
    }

    [Fact]
    public async Task A_long_chain_of_fragments_is_followed()
    {
        const int Length = 1_500;
        var fragments = Enumerable.Range(0, Length).Select(i => $"fragment F{i} on Query {{...F{i + 1}}}");
        var document = Parser.Parse($"{{...F0}} {string.Join(' ', fragments)} fragment F{Length} on Query {{id}}");
        Assert.Empty(Validator.Validate(Schema, document));
        await ExpectStillAnswers();
    }

    [Fact]
    public async Task A_fragment_bomb_is_validated_in_the_size_of_its_text()
    {
        // 2^60 fields, spread out.
        var fragments = Enumerable.Range(0, 60).Select(i => $"fragment F{i} on Node {{...F{i + 1} node{{...F{i + 1}}} o:other{{...F{i + 1}}}}}");
        var document = Parser.Parse($"{{node{{...F0}}}} {string.Join(' ', fragments)} fragment F60 on Node {{id}}");
        Assert.Empty(Validator.Validate(Schema, document));
        await ExpectStillAnswers();
    }

    [Fact]
    public async Task Fragments_that_all_spread_each_other_end()
    {
        const int Count = 50;
        var spreads = string.Concat(Enumerable.Range(0, Count).Select(i => $"...F{i} "));
        var fragments = Enumerable.Range(0, Count).Select(i => $"fragment F{i} on Node {{node{{{spreads}}} {spreads}}}");
        var errors = Validator.Validate(Schema, Parser.Parse($"{{node{{{spreads}}}}} {string.Join(' ', fragments)}"));
        Assert.Contains(errors, error => error.Message.StartsWith("Cannot spread fragment", StringComparison.Ordinal));
        await ExpectStillAnswers();
    }

    [Theory]
    [InlineData("id")]
    [InlineData("node{id}")]
    [InlineData("x:node{id node{id}}")]
    [InlineData("other(x:1){id}")]
    public async Task The_same_field_thousands_of_times_merges_without_comparing_pairs(string field)
    {
        var document = Parser.Parse($"{{{string.Concat(Enumerable.Repeat(field + " ", 10_000))}}}", Unlimited);
        Assert.Empty(Validator.Validate(Schema, document));
        await ExpectStillAnswers();
    }

    [Fact]
    public async Task Fields_that_merge_at_every_level_are_not_compared_at_every_level_again()
    {
        var document = Parser.Parse($"{{{Doubled(12)}}}", Unlimited);
        Assert.Empty(Validator.Validate(Schema, document));
        await ExpectStillAnswers();

        static string Doubled(int depth) => depth == 0 ? "id" : $"node{{{Doubled(depth - 1)}}} node{{{Doubled(depth - 1)}}}";
    }

    [Fact]
    public async Task Sets_of_fields_that_grow_without_bound_end_the_validation()
    {
        // A nondeterministic automaton written as fragments: to merge exactly would take every subset of its states.
        const int Size = 40;
        var fragments = Enumerable.Range(0, Size).Select(i => $"fragment S{i} on Node {{a:node{{...S0 ...S{i + 1}}} b:node{{...S0 ...S{i}}}}}");
        var document = Parser.Parse($"{{node{{...S0}}}} {string.Join(' ', fragments)} fragment S{Size} on Node {{id}}");
        Assert.NotEmpty(Validator.Validate(Schema, document));
        await ExpectStillAnswers();
    }

    [Fact]
    public async Task An_open_type_at_every_level_is_priced_once()
    {
        var query = string.Concat(Enumerable.Repeat("node{...on A{x}...on B{x} ", 28)) + "id" + new string('}', 28);
        var result = (OperationResult)await _executor.ExecuteAsync(new GraphQLRequest { Query = $"{{{query}}}" });
        Assert.Equal("{\"data\":{\"node\":null}}", result.ToJson());
        await ExpectStillAnswers();
    }

    [Fact]
    public async Task Conflicts_without_number_end_at_a_limit()
    {
        Assert.Equal(101, Conflicts(100).Count);
        Assert.Equal("Validation aborted.", Assert.Single(Conflicts(2_000)).Message);
        await ExpectStillAnswers();
    }

    static IReadOnlyList<GraphQLError> Conflicts(int fields) => Validator.Validate(
        Schema,
        Parser.Parse($"{{{string.Concat(Enumerable.Range(0, fields).Select(i => $"x:other(x:{i}){{id}} "))}}}", Unlimited));

    [Fact]
    public async Task Huge_numbers_and_strings_are_values_like_others()
    {
        var digits = new string('9', 100 * KB);
        var tooBig = Assert.Single(Validator.Validate(Schema, Parser.Parse($"{{other(x:{digits}){{id}}}}")));
        Assert.StartsWith("Int cannot represent non 32-bit signed integer value: 999", tooBig.Message);
        Assert.Empty(Validator.Validate(Schema, Parser.Parse($"{{take(in:{{text:\"{digits}\"}})}}")));
        Assert.Empty(Validator.Validate(Schema, Parser.Parse($"{{take(in:{{text:\"\"\"{digits}\n{digits}\"\"\"}})}}")));
        Assert.Single(Validator.Validate(Schema, Parser.Parse($"{{x{digits}}}")));
        await ExpectStillAnswers();
    }

    [Property(MaxTest = 2_000)]
    public void Random_bytes_are_read_or_refused(byte[] bytes) => ReadOrRefuse(bytes);

    [Property(MaxTest = 2_000)]
    public void Random_tokens_are_read_or_refused(int[] picks)
    {
        string[] tokens = ["{", "}", "(", ")", "[", "]", ":", "=", "!", "|", "&", "@", "$", "...", "on", "a", "query", "fragment", "type", "extend", "input", "union", "enum", "schema", "1", "1.5", "\"s\"", "\"\"\"b\"\"\"", "# c\n", "\\", "\"", "null"];
        ReadOrRefuse(Encoding.UTF8.GetBytes(string.Join(' ', picks.Select(pick => tokens[(uint)pick % tokens.Length]))));
    }

    [Property(MaxTest = 300)]
    public void Bytes_changed_in_a_document_are_read_or_refused(int seed)
    {
        var random = new Random(seed);
        var bytes = Encoding.UTF8.GetBytes("query Q($a: In = {list: [{text: \"é😀\"}]}) { node { ...F @d(a: 1) o: other(x: 2) { id } } take(in: $a) } fragment F on Node { id ... on A { a { x } } }");
        for (var i = random.Next(1, 6); i > 0; i--)
            bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
        ReadOrRefuse(bytes);
    }

    /// <summary>What is read can also be printed and validated.</summary>
    static void ReadOrRefuse(byte[] bytes)
    {
        try
        {
            var document = Parser.Parse(bytes);
            Printer.Print(document);
            Validator.Validate(Schema, document);
        }
        catch (GraphQLException refused)
        {
            Assert.StartsWith("Syntax Error: ", refused.Message);
            Assert.Single(refused.Errors[0].Locations);
        }
    }

    static string Repeat(string before, string part, int length) => before + string.Concat(Enumerable.Repeat(part, length / part.Length + 1));

    async Task ExpectRefused(string document, string because)
    {
        var result = (OperationResult)await _executor.ExecuteAsync(new GraphQLRequest { Query = document });
        Assert.False(result.HasData);
        Assert.Contains(because, Assert.Single(result.Errors).Message);
        Assert.Equal(ErrorCodes.DocumentTooLarge, result.Errors[0].Code);
        await ExpectStillAnswers();
    }

    async Task ExpectStillAnswers()
    {
        var result = (OperationResult)await _executor.ExecuteAsync(new GraphQLRequest { Query = "{ __typename }" });
        Assert.Equal("{\"data\":{\"__typename\":\"Query\"}}", result.ToJson());
    }
}
