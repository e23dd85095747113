using Xunit.Abstractions;
using Xunit.Sdk;

namespace KnowledgeGraph.Storage.Tests.Contract;

/// <summary>A test of the contract: skipped, with the reason, in a class that says of its store that it is not to be had here.</summary>
[AttributeUsage(AttributeTargets.Method)]
[XunitTestCaseDiscoverer("KnowledgeGraph.Storage.Tests.Contract.StoreFactDiscoverer", "KnowledgeGraph.Storage.Tests")]
public sealed class StoreFactAttribute : FactAttribute;

/// <summary><see cref="StoreFactAttribute"/> for tests with a table of cases.</summary>
[AttributeUsage(AttributeTargets.Method)]
[XunitTestCaseDiscoverer("KnowledgeGraph.Storage.Tests.Contract.StoreTheoryDiscoverer", "KnowledgeGraph.Storage.Tests")]
public sealed class StoreTheoryAttribute : TheoryAttribute;

/// <summary>On a class of the contract: why its store cannot be opened here, or null.</summary>
[AttributeUsage(AttributeTargets.Class)]
public abstract class StoreNeedsAttribute : Attribute
{
    public abstract string? SkipReason { get; }
}

public sealed class StoreFactDiscoverer(IMessageSink diagnostics) : FactDiscoverer(diagnostics)
{
    protected override IXunitTestCase CreateTestCase(ITestFrameworkDiscoveryOptions discoveryOptions, ITestMethod testMethod, IAttributeInfo factAttribute) =>
        new StoreTestCase(DiagnosticMessageSink, discoveryOptions.MethodDisplayOrDefault(), discoveryOptions.MethodDisplayOptionsOrDefault(), testMethod, null);
}

public sealed class StoreTheoryDiscoverer(IMessageSink diagnostics) : TheoryDiscoverer(diagnostics)
{
    protected override IEnumerable<IXunitTestCase> CreateTestCasesForDataRow(
        ITestFrameworkDiscoveryOptions discoveryOptions, ITestMethod testMethod, IAttributeInfo theoryAttribute, object[] dataRow) =>
        [new StoreTestCase(DiagnosticMessageSink, discoveryOptions.MethodDisplayOrDefault(), discoveryOptions.MethodDisplayOptionsOrDefault(), testMethod, dataRow)];
}

public sealed class StoreTestCase : XunitTestCase
{
    [Obsolete("For the runner, which fills it in afterwards.", error: true)]
    public StoreTestCase() { }

    public StoreTestCase(IMessageSink diagnostics, TestMethodDisplay display, TestMethodDisplayOptions options, ITestMethod method, object[]? arguments)
        : base(diagnostics, display, options, method, arguments) { }

    protected override string? GetSkipReason(IAttributeInfo factAttribute) =>
        base.GetSkipReason(factAttribute) ?? TestMethod.TestClass.Class.GetCustomAttributes(typeof(StoreNeedsAttribute).AssemblyQualifiedName)
            .OfType<ReflectionAttributeInfo>().Select(info => ((StoreNeedsAttribute)info.Attribute).SkipReason).FirstOrDefault();
}
