namespace KnowledgeGraph.Storage;

/// <summary>
/// The form of an export: JSON lines, each an object with one member that says what the line is. First
/// <c>{"export":{"format":1}}</c>; then the truth, <c>{"contribution":...}</c> by article id and <c>{"judgement":...}</c> by id; then what was
/// computed from it, <c>{"entity":...}</c>, <c>{"event":...}</c> and <c>{"comparison":...}</c>, each by id. UTF-8, line feeds, no byte order mark.
/// </summary>
public static class GraphExport
{
    /// <summary>Version of the form.</summary>
    public const int Format = 1;
}
