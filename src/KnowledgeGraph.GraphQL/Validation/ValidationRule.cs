namespace KnowledgeGraph.GraphQL.Validation;

/// <summary>Puts a rule's handlers into the one visitor that all rules share.</summary>
public delegate void RuleRegistration(ValidationContext context, RuleVisitor visitor);

/// <summary>One rule. <paramref name="Name"/> is what graphql-js calls it, without "Rule".</summary>
public sealed record ValidationRule(string Name, RuleRegistration Register);
