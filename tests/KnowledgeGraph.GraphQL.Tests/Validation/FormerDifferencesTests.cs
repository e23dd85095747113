using KnowledgeGraph.GraphQL.Language;
using KnowledgeGraph.GraphQL.Types;
using KnowledgeGraph.GraphQL.Validation;

namespace KnowledgeGraph.GraphQL.Tests.Validation;

/// <summary>What the differential cases once found to differ from graphql-js 16. Expected values are its answers.</summary>
public class FormerDifferencesTests
{
    [Fact]
    public void Types_suggested_for_a_field_stand_in_the_order_of_an_insertion_sort()
    {
        var schema = Schema.FromSdl("""
            interface Node { titles: Int }
            interface Named { titles: Int }
            type Article implements Node { titles: Int }
            type Articles implements Named { titles: Int }
            union Results = Article | Articles
            type Query { r: Results }
            """);
        var error = Assert.Single(Validator.Validate(schema, Parser.Parse("{ r { titles } }")));
        Assert.Equal(
            "Cannot query field \"titles\" on type \"Results\". Did you mean to use an inline fragment on \"Named\", \"Articles\", \"Node\", or \"Article\"?",
            error.Message);
    }

    [Fact]
    public void An_argument_that_a_directive_defines_twice_is_missed_once()
    {
        var document = Parser.Parse("directive @d(a: Int!, a: ID!) on OBJECT\ntype A @d { b: Int }");
        var errors = Validator.ValidateSdl(document, rules: [SpecifiedRules.Find("ProvidedRequiredArgumentsOnDirectives")!]);
        Assert.Equal("Directive \"@d\" argument \"a\" of type \"ID!\" is required, but it was not provided.", Assert.Single(errors).Message);
    }

    [Fact]
    public void All_members_of_a_union_that_are_no_objects_are_told() => Assert.Equal(
        ["Union type U can only include Object types, it cannot include E.", "Union type U can only include Object types, it cannot include U."],
        Assert.Throws<SchemaException>(() => Schema.FromSdl("type Query { a: Int } union U = E | U enum E { a }")).Errors);

    [Fact]
    public void Mistakes_of_the_roots_stand_before_those_of_types_and_a_missing_query_before_all() => Assert.Equal(
        [
            "Query root type must be provided.",
            "Mutation root type must be Object type if provided, it cannot be S.",
            "Union type U can only include Object types, it cannot include S.",
        ],
        Assert.Throws<SchemaException>(() => Schema.FromSdl("union U = S scalar S schema { mutation: S }")).Errors);

    [Fact]
    public void A_built_in_scalar_that_is_defined_again_stands_where_it_is_defined() => Assert.Equal(
        ["Query", "Int", "String", "Boolean"],
        Schema.FromSdl("type Query { a: Int } scalar String").Types.Keys.Take(4));

    [Fact]
    public void Without_a_schema_definition_the_type_Query_is_the_root_whatever_an_extension_says() => Assert.Equal(
        "Query",
        Schema.FromSdl("type Query { a: Int } type Other { b: Int } extend schema { query: Other }").QueryType?.Name);
}
