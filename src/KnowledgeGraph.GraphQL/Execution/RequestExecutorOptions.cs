using KnowledgeGraph.GraphQL.Language;
using KnowledgeGraph.GraphQL.Validation;

namespace KnowledgeGraph.GraphQL.Execution;

/// <summary>How requests are executed. Every limit is finite by default.</summary>
public sealed class RequestExecutorOptions
{
    /// <summary>How long an operation may take, from its start to its response; for a subscription, each event.</summary>
    public TimeSpan ExecutionTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>The most bytes of a response's data.</summary>
    public int MaxResponseBytes { get; set; } = 64 << 20;

    /// <summary>Limits of documents.</summary>
    public ParserOptions Parser { get; set; } = ParserOptions.Default;

    /// <summary>The rules that documents must follow.</summary>
    public ValidationOptions Validation { get; set; } = ValidationOptions.Default;

    /// <summary>How many parsed and validated documents are kept.</summary>
    public int DocumentCacheSize { get; set; } = 1024;

    /// <summary>The most bytes of text of all documents that are kept; a document of more than a sixteenth of it is not kept.</summary>
    public int DocumentCacheBytes { get; set; } = 4 << 20;

    /// <summary>Answer <c>__schema</c> and <c>__type</c>.</summary>
    public bool EnableIntrospection { get; set; } = true;

    /// <summary>Write error codes under <c>extensions.code</c>.</summary>
    public bool IncludeErrorCodes { get; set; } = true;

    /// <summary>Show the messages of unexpected exceptions. For development only.</summary>
    public bool IncludeExceptionDetails { get; set; }

    /// <summary>Execute nothing but trusted documents.</summary>
    public bool OnlyTrustedDocuments { get; set; }

    /// <summary>Limits on the shape and the cost of operations.</summary>
    public OperationLimits Limits { get; set; } = new();

    /// <summary>Operations that take longer are logged as warnings.</summary>
    public TimeSpan SlowOperationThreshold { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>The schema's resolvers take data loaders, so an execution dispatches their batches from its start.</summary>
    internal bool UsesDataLoaders { get; set; }

    /// <summary>Execute a subscription once on its root value, as <c>execute()</c> of graphql-js does; only to compare with it.</summary>
    internal bool ExecutesSubscriptionsOnce { get; set; }

    internal RequestExecutorOptions Copy() => (RequestExecutorOptions)MemberwiseClone();
}

/// <summary>How large an operation may be before it is refused, counted with its fragments spread out.</summary>
public sealed record OperationLimits
{
    /// <summary>Selection sets inside one another.</summary>
    public int MaxDepth { get; init; } = 30;

    /// <summary>Fields of the root, counted with their aliases.</summary>
    public int MaxRootFields { get; init; } = 50;

    /// <summary>Fields with an alias.</summary>
    public int MaxAliases { get; init; } = 200;

    /// <summary>Directives of fields, fragments and the operation.</summary>
    public int MaxDirectives { get; init; } = 200;

    /// <summary>Fields altogether.</summary>
    public int MaxFields { get; init; } = 5_000;

    /// <summary>Items that a list without <c>@listSize</c> is taken to have.</summary>
    public int AssumedListSize { get; init; } = 10;

    /// <summary>Sum of the costs of types, as the cost specification counts them.</summary>
    public double MaxTypeCost { get; init; } = 50_000;

    /// <summary>Sum of the costs of fields, as the cost specification counts them.</summary>
    public double MaxFieldCost { get; init; } = 200_000;

    /// <summary>Whether any cost is too much; where none is, operations need not be priced.</summary>
    internal bool LimitCost => MaxTypeCost < double.MaxValue || MaxFieldCost < double.MaxValue;
}
