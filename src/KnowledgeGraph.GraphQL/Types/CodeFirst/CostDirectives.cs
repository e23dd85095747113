using System.Globalization;
using System.Reflection;

namespace KnowledgeGraph.GraphQL.Types.CodeFirst;

/// <summary>The directives <c>@cost</c> and <c>@listSize</c> of the GraphQL Cost Directives specification.</summary>
internal static class CostDirectives
{
    /// <summary>The built-in directives of a schema and the two of this specification.</summary>
    public static IReadOnlyList<DirectiveDefinition> AddTo(BuiltInTypes builtIn)
    {
        var cost = new DirectiveDefinition("cost", ["ARGUMENT_DEFINITION", "ENUM", "FIELD_DEFINITION", "INPUT_FIELD_DEFINITION", "OBJECT", "SCALAR"])
        {
            Description = "How much the field, argument or type adds to the cost of an operation.",
        };
        cost.Arguments.Add("weight", new("weight", new NonNullType(builtIn.String)) { Description = "A number, written as text." });

        var listSize = new DirectiveDefinition("listSize", ["FIELD_DEFINITION"]) { Description = "How many items the list of the field has at most." };
        var names = new ListType(new NonNullType(builtIn.String));
        listSize.Arguments.Add("assumedSize", new("assumedSize", builtIn.Int) { Description = "The size when no slicing argument says it." });
        listSize.Arguments.Add("slicingArguments", new("slicingArguments", names) { Description = "Arguments whose values bound the size." });
        listSize.Arguments.Add("sizedFields", new("sizedFields", names) { Description = "Fields of the returned type that hold the items." });
        listSize.Arguments.Add("requireOneSlicingArgument", new InputValueDefinition("requireOneSlicingArgument", builtIn.Boolean)
        {
            Description = "Exactly one slicing argument must be given.",
        }.WithDefault(true));
        return [.. builtIn.Directives, cost, listSize];
    }

    public static IEnumerable<AppliedDirective> Of(MemberInfo member, PagingField? paging)
    {
        foreach (var cost in Of(member))
            yield return cost;
        if (member.GetCustomAttribute<ListSizeAttribute>() is { } given)
            yield return new("listSize", Arguments(given));
        else if (paging is not null)
            yield return new("listSize", new Dictionary<string, object?>
            {
                ["assumedSize"] = paging.DefaultPageSize,
                ["slicingArguments"] = new[] { "first", "last" },
                ["sizedFields"] = new[] { "edges", "nodes" },
                ["requireOneSlicingArgument"] = false,
            });
    }

    public static IEnumerable<AppliedDirective> Of(ICustomAttributeProvider member)
    {
        if (member.GetCustomAttributes(typeof(CostAttribute), false) is [CostAttribute cost, ..])
            yield return new("cost", new Dictionary<string, object?> { ["weight"] = cost.Weight.ToString("0.0###", CultureInfo.InvariantCulture) });
    }

    private static Dictionary<string, object?> Arguments(ListSizeAttribute given)
    {
        var arguments = new Dictionary<string, object?>();
        if (given.AssumedSize >= 0)
            arguments["assumedSize"] = given.AssumedSize;
        if (given.SlicingArguments.Length > 0)
            arguments["slicingArguments"] = given.SlicingArguments;
        if (given.SizedFields.Length > 0)
            arguments["sizedFields"] = given.SizedFields;
        if (!given.RequireOneSlicingArgument)
            arguments["requireOneSlicingArgument"] = false;
        return arguments;
    }
}
