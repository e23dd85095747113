namespace KnowledgeGraph.GraphQL.Validation;

/// <summary>Ends a validation from within a rule; the reason is already among the errors.</summary>
sealed class ValidationAbortedException : Exception;
