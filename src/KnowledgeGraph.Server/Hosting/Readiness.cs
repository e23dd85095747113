namespace KnowledgeGraph.Server.Hosting;

/// <summary>Whether the server has read what it was started with.</summary>
internal sealed class Readiness
{
    private volatile bool _isReady;

    public bool IsReady
    {
        get => _isReady;
        set => _isReady = value;
    }
}
