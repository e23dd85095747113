namespace KnowledgeGraph.Server.Cli;

/// <summary>What the process says when it ends.</summary>
internal static class ExitCode
{
    public const int Success = 0;

    /// <summary>Done, but something was wrong and was reported.</summary>
    public const int Reported = 1;

    /// <summary>Wrong usage.</summary>
    public const int Usage = 2;

    /// <summary>Told to stop (Ctrl+C) and not done within the time that the system gives.</summary>
    public const int Interrupted = 130;

    /// <summary>As <see cref="Interrupted"/>, by SIGTERM.</summary>
    public const int Terminated = 143;
}
