using System.Text.Json;
using KnowledgeGraph.GraphQL.Execution;
using KnowledgeGraph.GraphQL.Language;

namespace KnowledgeGraph.GraphQL.Types;

/// <summary>
/// A scalar (section 3.5). This class itself is the scalar of a schema from SDL: it lets every value through;
/// the scalars that check their values derive from it.
/// </summary>
public class ScalarType(string name) : NamedType(name)
{
    public override TypeKind Kind => TypeKind.Scalar;

    public override bool IsInputType => true;

    public override bool IsOutputType => true;

    public override bool IsLeafType => true;

    /// <summary>Where the scalar's format is specified.</summary>
    public string? SpecifiedByUrl { get; set; }

    /// <summary>The C# type of coerced input values; null when a scalar takes anything.</summary>
    public virtual Type? InputClrType => null;

    /// <summary>Writes a resolver's value as JSON.</summary>
    /// <exception cref="GraphQLException">The value cannot be represented; the message says what came.</exception>
    public virtual void Write(object value, JsonBuffer output) => output.WriteAny(value);

    /// <summary>Coerces the value of a variable. The caller handles null.</summary>
    /// <param name="error">Why the value was refused, as graphql-js words it; null for the general wording.</param>
    public virtual bool TryParseValue(JsonElement input, out object? value, out string? error)
    {
        value = JsonValues.ToObject(input);
        error = null;
        return true;
    }

    /// <summary>Coerces a literal of a document. The caller handles null and variables.</summary>
    /// <param name="variables">Coerced variables, for scalars whose literals may have variables inside; null while validating.</param>
    public virtual bool TryParseLiteral(ValueNode literal, IReadOnlyDictionary<string, object?>? variables, out object? value, out string? error)
    {
        value = Literals.ToObject(literal, variables);
        error = null;
        return true;
    }
}
