using KnowledgeGraph.GraphQL;
using KnowledgeGraph.GraphQL.Execution;
using KnowledgeGraph.GraphQL.Types;

namespace KnowledgeGraph.Server.Access;

/// <summary>
/// Only callers of this role or a higher one may use the field; on a class, any of its fields. An operation with a field that its caller
/// may not use does not run at all: its errors have the code <c>UNAUTHENTICATED</c> for who did not say who they are, else <c>FORBIDDEN</c>.
/// </summary>
public sealed class RequiresRoleAttribute(Role role) : GuardAttribute
{
    public Role Role => role;

    public override string Requirement => $"For callers with the role {Name}.";

    private string Name => role.ToString().ToLowerInvariant();

    public override GraphQLError? Check(GraphQLRequest request)
    {
        var caller = Caller.Of(request.User);
        if (caller.May(role)) return null;
        return caller.IsKnown
            ? new($"This needs the role {Name}, and {caller.Name} is {caller.Role?.ToString().ToLowerInvariant() ?? "without a role"}.") { Code = ExecutionErrorCodes.Forbidden }
            : new($"This needs a key or a token with the role {Name}: send the header Authorization: Bearer ...") { Code = ExecutionErrorCodes.Unauthenticated };
    }
}
