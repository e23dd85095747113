namespace KnowledgeGraph.GraphQL.Execution;

/// <summary>Writes an error as section 7.1.2 lays it out: message, locations, path, extensions.</summary>
public static class ErrorWriter
{
    /// <param name="withCode">Write the error's code as <c>extensions.code</c>.</param>
    public static void Write(GraphQLError error, JsonBuffer json, bool withCode = true)
    {
        json.WriteRaw("{\"message\":"u8);
        json.WriteString(error.Message);
        if (error.Locations.Length > 0)
            WriteLocations(error, json);
        if (error.Path is { } path)
        {
            json.WriteRaw(",\"path\":"u8);
            json.WriteAny(path);
        }

        WriteExtensions(error, json, withCode);
        json.WriteByte((byte)'}');
    }

    private static void WriteLocations(GraphQLError error, JsonBuffer json)
    {
        json.WriteRaw(",\"locations\":["u8);
        for (var i = 0; i < error.Locations.Length; i++)
        {
            json.WriteRaw(i == 0 ? "{\"line\":"u8 : ",{\"line\":"u8);
            json.WriteNumber(error.Locations[i].Line);
            json.WriteRaw(",\"column\":"u8);
            json.WriteNumber(error.Locations[i].Column);
            json.WriteByte((byte)'}');
        }

        json.WriteByte((byte)']');
    }

    private static void WriteExtensions(GraphQLError error, JsonBuffer json, bool withCode)
    {
        var code = withCode ? error.Code : null;
        if (code is null && error.Extensions is not { Count: > 0 })
            return;
        json.WriteRaw(",\"extensions\":{"u8);
        if (code is not null)
        {
            json.WriteRaw("\"code\":"u8);
            json.WriteString(code);
        }

        var first = code is null;
        foreach (var (key, value) in error.Extensions ?? new Dictionary<string, object?>())
        {
            if (!first)
                json.WriteByte((byte)',');
            first = false;
            json.WritePropertyName(key);
            json.WriteAny(value);
        }

        json.WriteByte((byte)'}');
    }
}
