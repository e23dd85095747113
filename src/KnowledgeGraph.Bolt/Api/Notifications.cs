namespace KnowledgeGraph.Bolt;

public enum Severity
{
    Information,
    Warning,
}

/// <summary>Kinds of notification that can be switched off (Bolt 5.2).</summary>
public enum Category
{
    Hint,
    Unrecognized,
    Unsupported,
    Performance,
    Deprecation,
    Generic,
    Security,
    Topology,
    Schema,
}

/// <summary>The newer name of <see cref="Category"/> (Bolt 5.5).</summary>
public enum Classification
{
    Hint,
    Unrecognized,
    Unsupported,
    Performance,
    Deprecation,
    Generic,
    Security,
    Topology,
    Schema,
}

/// <summary>Which notifications the server should send; null members leave the server's own choice.</summary>
internal sealed record NotificationsConfig(string? MinimumSeverity, string[]? DisabledCategories)
{
    internal static NotificationsConfig Off { get; } = new("OFF", null);

    internal static NotificationsConfig From(Severity? minimum, IEnumerable<string>? disabled) =>
        new(minimum?.ToString().ToUpperInvariant(), disabled is null ? null : [.. disabled.Select(name => name.ToUpperInvariant())]);
}
