namespace KnowledgeGraph.Server.Cli;

/// <summary>What the process says when it ends.</summary>
internal static class ExitCode
{
    public const int Success = 0;

    /// <summary>Done, but something was wrong and was reported.</summary>
    public const int Reported = 1;

    /// <summary>Wrong usage.</summary>
    public const int Usage = 2;
}
