namespace KnowledgeGraph.GraphQL.Execution;

/// <summary>Reads the results of tasks whose result type is not known beforehand.</summary>
internal static class TaskResults
{
    /// <summary>The result of a completed task; null for a task without one. Throws what the task failed with.</summary>
    public static object? Read(Task task)
    {
        if (task is Task<object?> known)
            return known.GetAwaiter().GetResult();
        task.GetAwaiter().GetResult();
        return task.GetType().GetProperty("Result") is { } result && result.PropertyType.Name != "VoidTaskResult" ? result.GetValue(task) : null;
    }
}
