using System.Text.Encodings.Web;
using System.Text.Json;

namespace KnowledgeGraph.Quality;

internal static class JsonOutput
{
    /// <summary>Compact, letters of all scripts as they are.</summary>
    public static JsonSerializerOptions Options { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}
