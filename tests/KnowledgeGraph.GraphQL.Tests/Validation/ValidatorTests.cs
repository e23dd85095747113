using KnowledgeGraph.GraphQL.Language;
using KnowledgeGraph.GraphQL.Types;
using KnowledgeGraph.GraphQL.Validation;

namespace KnowledgeGraph.GraphQL.Tests.Validation;

public class ValidatorTests
{
    static readonly Schema Schema = Schema.FromSdl("type Query { name: String } type Subscription { a: Int b: Int }");

    [Fact]
    public void Errors_carry_the_code_of_validation() =>
        Assert.Equal(ErrorCodes.ValidationError, Assert.Single(Validator.Validate(Schema, Parser.Parse("{ nam }"))).Code);

    [Fact]
    public void Validation_ends_at_the_limit_of_errors_and_says_so()
    {
        var document = Parser.Parse("{ " + string.Join(" ", Enumerable.Range(0, 9).Select(i => $"f{i}")) + " }");
        var errors = Validator.Validate(Schema, document, new ValidationOptions { MaxErrors = 3 });
        Assert.Equal(
            ["Cannot query field \"f0\" on type \"Query\".", "Cannot query field \"f1\" on type \"Query\".", "Cannot query field \"f2\" on type \"Query\".",
             "Too many validation errors, error limit reached. Validation aborted."],
            errors.Select(error => error.Message));
    }

    [Fact]
    public void Suggestions_can_be_hidden() => Assert.Equal(
        "Cannot query field \"nam\" on type \"Query\".",
        Assert.Single(Validator.Validate(Schema, Parser.Parse("{ nam }"), new ValidationOptions { HideSuggestions = true })).Message);

    [Fact]
    public void Errors_of_several_rules_stand_in_document_order() => Assert.Equal(
        [
            "Unknown type \"Nothing\". Did you mean \"String\"? (1:11)",
            "Cannot query field \"a\" on type \"Query\". (1:22)",
            "Unknown directive \"@b\". (1:24)",
            "Variable \"$v\" is never used. (1:7)",
        ],
        Validator.Validate(Schema, Parser.Parse("query($v: Nothing) { a @b }")).Select(error => error.ToString()));

    // graphql-js 16 throws here; the wording is that of graphql-js 17.
    [Fact]
    public void A_subscription_does_not_choose_its_field_by_a_variable() => Assert.Equal(
        [
            "Subscription \"S\" must not use `@skip` or `@include` directives in the top level selection. (1:34)",
            "Subscription \"S\" must select only one top level field. (1:48)",
        ],
        Validator.Validate(Schema, Parser.Parse("subscription S($c: Boolean!) { a @skip(if: $c) b }")).Select(error => error.ToString()));

    [Fact]
    public void Rules_are_found_by_the_names_of_graphql_js()
    {
        Assert.Equal("KnownTypeNames", SpecifiedRules.Find("KnownTypeNamesRule")?.Name);
        Assert.Equal("UniqueTypeNames", SpecifiedRules.Find("UniqueTypeNames")?.Name);
        Assert.Null(SpecifiedRules.Find("Nothing"));
    }
}
