using System.Runtime.CompilerServices;
using KnowledgeGraph.GraphQL.Language;

namespace KnowledgeGraph.GraphQL.Validation;

/// <summary>What a rule wants after a node was entered.</summary>
public enum VisitAction
{
    Continue,

    /// <summary>This rule does not see the node's children nor its end; other rules do.</summary>
    SkipChildren,
}

/// <summary>
/// Runs all rules in one walk: each node is offered to the rules that registered for its kind, in the order of the rules.
/// </summary>
public sealed class RuleVisitor : SyntaxWalker
{
    static readonly int Kinds = Enum.GetValues<NodeKind>().Length;

    readonly ValidationContext _context;
    readonly List<Handler>?[] _enter = new List<Handler>?[Kinds];
    readonly List<Handler>?[] _leave = new List<Handler>?[Kinds];

    // For each rule the node whose children it skips, and how many rules skip at all.
    readonly List<Node?> _skipped = [];
    int _skipping;

    internal RuleVisitor(ValidationContext context) => _context = context;

    protected override bool VisitsDescriptions => false;

    /// <summary>The nodes that enclose the current one, the document first.</summary>
    public new IReadOnlyList<Node> Ancestors => base.Ancestors;

    public new Node? Parent => base.Parent;

    /// <summary>Registers for the start of nodes; <typeparamref name="T"/> must be the class of <paramref name="kind"/>.</summary>
    public void Enter<T>(NodeKind kind, Action<T> handle)
        where T : Node =>
        Add(_enter, kind, node =>
        {
            handle(Unsafe.As<T>(node));
            return VisitAction.Continue;
        });

    /// <inheritdoc cref="Enter{T}(NodeKind, Action{T})"/>
    public void Enter<T>(NodeKind kind, Func<T, VisitAction> handle)
        where T : Node => Add(_enter, kind, node => handle(Unsafe.As<T>(node)));

    /// <summary>Registers for the end of nodes.</summary>
    public void Leave<T>(NodeKind kind, Action<T> handle)
        where T : Node =>
        Add(_leave, kind, node =>
        {
            handle(Unsafe.As<T>(node));
            return VisitAction.Continue;
        });

    /// <summary>Leaves out all nodes of a kind, with what is in them.</summary>
    public void Skip(NodeKind kind) => Add(_enter, kind, _ => VisitAction.SkipChildren);

    internal void Add(ValidationRule rule)
    {
        _skipped.Add(null);
        rule.Register(_context, this);
    }

    protected override bool Enter(Node node)
    {
        _context.TypeInfo?.Enter(node);
        if (_enter[(int)node.Kind] is { } handlers)
        {
            foreach (var (rule, handle) in handlers)
            {
                if (_skipped[rule] is null && handle(node) == VisitAction.SkipChildren)
                {
                    _skipped[rule] = node;
                    _skipping++;
                }
            }
        }
        return true;
    }

    protected override void Leave(Node node)
    {
        if (_leave[(int)node.Kind] is { } handlers)
        {
            foreach (var (rule, handle) in handlers)
            {
                if (_skipped[rule] is null)
                    handle(node);
            }
        }
        if (_skipping > 0)
            EndSkipsOf(node);
        _context.TypeInfo?.Leave(node);
    }

    void EndSkipsOf(Node node)
    {
        for (var rule = 0; rule < _skipped.Count; rule++)
        {
            if (ReferenceEquals(_skipped[rule], node))
            {
                _skipped[rule] = null;
                _skipping--;
            }
        }
    }

    void Add(List<Handler>?[] handlers, NodeKind kind, Func<Node, VisitAction> handle) =>
        (handlers[(int)kind] ??= []).Add(new Handler(_skipped.Count - 1, handle));

    readonly record struct Handler(int Rule, Func<Node, VisitAction> Handle);
}
