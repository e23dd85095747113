using System.Collections.Immutable;
using KnowledgeGraph.GraphQL.Language;

namespace KnowledgeGraph.GraphQL;

/// <summary>
/// One error of a response. Source: GraphQL September 2025, section 7.1.2 "Errors".
/// </summary>
public sealed class GraphQLError
{
    public GraphQLError(string message) => Message = message;

    public GraphQLError(string message, Node node)
        : this(message) => Locations = LocationsOf([node]);

    public GraphQLError(string message, ReadOnlySpan<Node> nodes)
        : this(message) => Locations = LocationsOf(nodes);

    public GraphQLError(string message, SourceLocation location)
        : this(message) => Locations = [location];

    /// <summary>What was wrong, for people; never the text of an unexpected exception.</summary>
    public string Message { get; init; }

    /// <summary>The places in the document that the error is about; empty when it has none.</summary>
    public ImmutableArray<SourceLocation> Locations { get; init; } = [];

    /// <summary>Response keys (<see cref="string"/>) and list indices (<see cref="int"/>) from the root to the field that failed; null outside execution.</summary>
    public IReadOnlyList<object>? Path { get; init; }

    /// <summary>Further data for clients, written as it is; null when there is none.</summary>
    public IReadOnlyDictionary<string, object?>? Extensions { get; init; }

    /// <summary>A stable, upper-case name of the kind of error (see <see cref="ErrorCodes"/>); null when the error has none.</summary>
    public string? Code { get; init; }

    public override string ToString() =>
        Locations.Length == 0 ? Message : $"{Message} ({string.Join(", ", Locations.Select(l => $"{l.Line}:{l.Column}"))})";

    static ImmutableArray<SourceLocation> LocationsOf(ReadOnlySpan<Node> nodes)
    {
        var locations = ImmutableArray.CreateBuilder<SourceLocation>(nodes.Length);
        foreach (var node in nodes)
            if (node.Location.IsKnown)
                locations.Add(node.Location.Position);
        return locations.DrainToImmutable();
    }
}
