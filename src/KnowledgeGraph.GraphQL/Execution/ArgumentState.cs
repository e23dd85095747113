namespace KnowledgeGraph.GraphQL.Execution;

/// <summary>Marks the place of an argument that was neither given nor defaulted, which is different from null.</summary>
internal sealed class ArgumentState
{
    public static readonly object Absent = new ArgumentState();

    private ArgumentState()
    {
    }
}
