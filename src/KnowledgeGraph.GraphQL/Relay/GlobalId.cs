using System.Text;
using KnowledgeGraph.GraphQL.Execution;

namespace KnowledgeGraph.GraphQL.Relay;

/// <summary>Global ids: the base64 of <c>Type:id</c>. Source: GraphQL Global Object Identification Specification.</summary>
public static class GlobalId
{
    private const int MaxLength = 1024;

    public static string Encode(string typeName, string id) => Convert.ToBase64String(Encoding.UTF8.GetBytes($"{typeName}:{id}"));

    /// <exception cref="GraphQLException">The text is not a global id.</exception>
    public static (string TypeName, string Id) Decode(string globalId)
    {
        Span<byte> bytes = stackalloc byte[MaxLength];
        if (globalId.Length <= MaxLength && Convert.TryFromBase64String(globalId, bytes, out var written))
        {
            var text = Encoding.UTF8.GetString(bytes[..written]);
            var colon = text.IndexOf(':', StringComparison.Ordinal);
            if (colon > 0)
                return (text[..colon], text[(colon + 1)..]);
        }

        throw new GraphQLException(new GraphQLError($"\"{(globalId.Length > 100 ? globalId[..100] + "..." : globalId)}\" is not an id that this server gave out.") { Code = ExecutionErrorCodes.BadUserInput });
    }

    /// <summary>The id inside a global id of the given type.</summary>
    /// <exception cref="GraphQLException">The text is not a global id, or one of another type.</exception>
    public static string Decode(string globalId, string typeName)
    {
        var (actual, id) = Decode(globalId);
        return actual == typeName
            ? id
            : throw new GraphQLException(new GraphQLError($"Expected an id of type {typeName}, but came one of type {actual}.") { Code = ExecutionErrorCodes.BadUserInput });
    }

    internal static bool Write(string typeName, object? id, JsonBuffer output)
    {
        if (id is null)
            return false;
        output.WriteString(Encode(typeName, Convert.ToString(id, System.Globalization.CultureInfo.InvariantCulture)!));
        return true;
    }
}
