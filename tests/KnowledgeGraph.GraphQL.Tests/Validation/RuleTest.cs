using KnowledgeGraph.GraphQL.Language;
using KnowledgeGraph.GraphQL.Types;
using KnowledgeGraph.GraphQL.Validation;

namespace KnowledgeGraph.GraphQL.Tests.Validation;

/// <summary>One rule against documents. Expected errors are message and places, <c>message (line:column, ...)</c>, as graphql-js 16 gives them.</summary>
public abstract class RuleTest(string rule)
{
    const string Sdl = """
        interface Named { name: String }
        interface Node { id: ID! }
        type Author implements Named & Node { id: ID! name: String articles(first: Int = 10, after: ID): [Article!]! }
        type Article implements Node { id: ID! title: String! words: Int score: Float published: Boolean author: Author kind: Kind }
        type Place implements Named { name: String article(id: ID!): Article }
        union Result = Author | Article | Place
        enum Kind { REPORT OPINION COMMENT }
        input Filter { kind: Kind words: Int! titles: [String!] nested: Filter limit: Int! = 5 }
        input Key @oneOf { id: ID slug: String }
        scalar Stamp
        directive @tag(name: String!, weight: Int = 1) repeatable on FIELD | QUERY
        directive @once on FIELD | FRAGMENT_DEFINITION | VARIABLE_DEFINITION | FRAGMENT_SPREAD | INLINE_FRAGMENT
        type Query {
          author: Author
          article(id: ID!): Article
          articles(filter: Filter, first: Int, ids: [ID!], kinds: [Kind], at: Stamp, exact: Boolean! = false): [Article]
          find(key: Key!, maybe: Key): Node
          search(text: String): [Result]
          named: Named
          node: Node
        }
        type Mutation { publish(id: ID!): Article }
        type Subscription { published: Article withdrawn: Article }
        """;

    static readonly Schema Schema = Schema.FromSdl(Sdl);

    protected void ExpectValid(string document) => ExpectErrors(document);

    protected void ExpectErrors(string document, params string[] errors) => Assert.Equal(
        errors,
        Validator.Validate(Schema, Parser.Parse(document), new ValidationOptions { Rules = [Rule] }).Select(error => error.ToString()));

    protected void ExpectSdlValid(string document) => ExpectSdlErrors(document);

    protected void ExpectSdlErrors(string document, params string[] errors) => Assert.Equal(
        errors,
        Validator.ValidateSdl(Parser.Parse(document), rules: [Rule]).Select(error => error.ToString()));

    ValidationRule Rule => SpecifiedRules.Find(rule) ?? throw new ArgumentException($"There is no rule {rule}.");
}
