using KnowledgeGraph.GraphQL.Validation.Rules;

namespace KnowledgeGraph.GraphQL.Validation;

/// <summary>All rules, in the order of graphql-js 16, which decides the order of errors at one node.</summary>
public static class SpecifiedRules
{
    /// <summary>The rules for documents that are executed.</summary>
    public static IReadOnlyList<ValidationRule> All { get; } =
    [
        new("ExecutableDefinitions", ExecutableDefinitionsRule.Register),
        new("UniqueOperationNames", UniqueOperationNamesRule.Register),
        new("LoneAnonymousOperation", LoneAnonymousOperationRule.Register),
        new("SingleFieldSubscriptions", SingleFieldSubscriptionsRule.Register),
        new("KnownTypeNames", KnownTypeNamesRule.Register),
        new("FragmentsOnCompositeTypes", FragmentsOnCompositeTypesRule.Register),
        new("VariablesAreInputTypes", VariablesAreInputTypesRule.Register),
        new("ScalarLeafs", ScalarLeafsRule.Register),
        new("FieldsOnCorrectType", FieldsOnCorrectTypeRule.Register),
        new("UniqueFragmentNames", UniqueFragmentNamesRule.Register),
        new("KnownFragmentNames", KnownFragmentNamesRule.Register),
        new("NoUnusedFragments", NoUnusedFragmentsRule.Register),
        new("PossibleFragmentSpreads", PossibleFragmentSpreadsRule.Register),
        new("NoFragmentCycles", NoFragmentCyclesRule.Register),
        new("UniqueVariableNames", UniqueVariableNamesRule.Register),
        new("NoUndefinedVariables", NoUndefinedVariablesRule.Register),
        new("NoUnusedVariables", NoUnusedVariablesRule.Register),
        new("KnownDirectives", KnownDirectivesRule.Register),
        new("UniqueDirectivesPerLocation", UniqueDirectivesPerLocationRule.Register),
        new("KnownArgumentNames", KnownArgumentNamesRule.Register),
        new("UniqueArgumentNames", UniqueArgumentNamesRule.Register),
        new("ValuesOfCorrectType", ValuesOfCorrectTypeRule.Register),
        new("ProvidedRequiredArguments", ProvidedRequiredArgumentsRule.Register),
        new("VariablesInAllowedPosition", VariablesInAllowedPositionRule.Register),
        new("OverlappingFieldsCanBeMerged", OverlappingFieldsCanBeMergedRule.Register),
        new("UniqueInputFieldNames", UniqueInputFieldNamesRule.Register),
        new("MaxIntrospectionDepth", MaxIntrospectionDepthRule.Register),
    ];

    /// <summary>The rules for type system definitions.</summary>
    public static IReadOnlyList<ValidationRule> Sdl { get; } =
    [
        new("LoneSchemaDefinition", LoneSchemaDefinitionRule.Register),
        new("UniqueOperationTypes", UniqueOperationTypesRule.Register),
        new("UniqueTypeNames", UniqueTypeNamesRule.Register),
        new("UniqueEnumValueNames", UniqueEnumValueNamesRule.Register),
        new("UniqueFieldDefinitionNames", UniqueFieldDefinitionNamesRule.Register),
        new("UniqueArgumentDefinitionNames", UniqueArgumentDefinitionNamesRule.Register),
        new("UniqueDirectiveNames", UniqueDirectiveNamesRule.Register),
        new("KnownTypeNames", KnownTypeNamesRule.Register),
        new("KnownDirectives", KnownDirectivesRule.Register),
        new("UniqueDirectivesPerLocation", UniqueDirectivesPerLocationRule.Register),
        new("PossibleTypeExtensions", PossibleTypeExtensionsRule.Register),
        new("KnownArgumentNamesOnDirectives", KnownArgumentNamesOnDirectivesRule.Register),
        new("UniqueArgumentNames", UniqueArgumentNamesRule.Register),
        new("UniqueInputFieldNames", UniqueInputFieldNamesRule.Register),
        new("ProvidedRequiredArgumentsOnDirectives", ProvidedRequiredArgumentsOnDirectivesRule.Register),
    ];

    /// <summary>The rule for executable documents that graphql-js calls by this name, with or without "Rule" at its end; null if there is none.</summary>
    public static ValidationRule? Find(string name)
    {
        var bare = name.EndsWith("Rule", StringComparison.Ordinal) ? name[..^4] : name;
        return All.FirstOrDefault(rule => rule.Name == bare) ?? Sdl.FirstOrDefault(rule => rule.Name == bare);
    }
}
