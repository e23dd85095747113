using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using KnowledgeGraph.Server.Access;

namespace KnowledgeGraph.Server.Cli;

/// <summary><c>kg key add NAME --role ROLE</c>, <c>kg key list</c>, <c>kg key revoke NAME</c>: who may reach a server besides this machine.</summary>
internal sealed class KeyVerb : IVerb
{
    private const int LongestName = 100;

    private readonly Argument<string> _action = new("ACTION") { Description = "add, list or revoke." };
    private readonly Argument<string?> _name = new("NAME") { Arity = ArgumentArity.ZeroOrOne, Description = "Whom the key is for; to revoke, its name or its id." };
    private readonly Option<string?> _role = new("--role") { HelpName = "ROLE", Description = "What the key lets do: reader (ask), writer (bring articles too), curator (judge too)." };
    private readonly Option<string?> _expires = new("--expires") { HelpName = "WHEN", Description = "A day such as 2027-01-31, or in so many days: 90d. Without it the key does not expire." };
    private Option<string> _keys = null!;

    public Command Describe(CommonOptions options)
    {
        _keys = ServeOptions.KeysOption(options);
        _action.AcceptOnlyFromAmong("add", "list", "revoke");
        _role.AcceptOnlyFromAmong("reader", "writer", "curator");
        return new("key", "API keys: add one, list them, revoke one.") { _action, _name, _role, _expires, _keys };
    }

    public async Task<int> RunAsync(CommandContext context, CancellationToken cancellation)
    {
        var file = new ApiKeyFile(ServeOptions.KeyFile(context, _keys));
        try
        {
            return context.Value(_action) switch
            {
                "add" => await AddAsync(context, file, cancellation),
                "revoke" => await RevokeAsync(context, file, cancellation),
                _ => await ListAsync(context, file, cancellation),
            };
        }
        catch (InvalidDataException broken)
        {
            throw new CommandException(broken.Message);
        }
    }

    private async Task<int> AddAsync(CommandContext context, ApiKeyFile file, CancellationToken cancellation)
    {
        var name = Name(context);
        var role = Enum.Parse<Role>(context.Value(_role) ?? throw new CommandException("--role is missing: expected reader, writer or curator."), ignoreCase: true);
        var (text, key) = ApiKey.Create(name, role, Expires(context.Value(_expires), TimeProvider.System), TimeProvider.System);
        await file.ChangeAsync(keys => keys.Any(other => other.Name == name && other.Revoked is null)
            ? throw new CommandException($"there is a key of the name '{name}' already; revoke it first, or choose another name.")
            : [.. keys, key], cancellation);
        if (context.Value(context.Options.Json))
            await context.Output.WriteLineAsync(JsonSerializer.Serialize(new AddedKey(key.Id, key.Name, RoleName(key.Role), text), KeyListJson.Default.AddedKey));
        else
            await context.Output.WriteLineAsync(text);
        context.Say($"This is the key of {name} ({RoleName(role)}). It is not shown again. Send it as: Authorization: Bearer {text[..11]}...");
        return ExitCode.Success;
    }

    private async Task<int> RevokeAsync(CommandContext context, ApiKeyFile file, CancellationToken cancellation)
    {
        var name = Name(context);
        var now = TimeProvider.System.GetUtcNow();
        await file.ChangeAsync(keys =>
        {
            bool IsMeant(ApiKey key) => key.Revoked is null && (key.Name == name || key.Id == name);
            return keys.Any(IsMeant) ? [.. keys.Select(key => IsMeant(key) ? key with { Revoked = now } : key)]
                : throw new CommandException($"there is no key of the name or id '{name}' that counts; 'kg key list' shows them.");
        }, cancellation);
        context.Say($"The key of {name} is revoked; running servers refuse it from now on.");
        return ExitCode.Success;
    }

    private static async Task<int> ListAsync(CommandContext context, ApiKeyFile file, CancellationToken cancellation)
    {
        var keys = await file.ReadAsync(cancellation);
        if (context.Value(context.Options.Json))
        {
            var listed = keys.Select(key => new ListedKey(key.Id, key.Name, RoleName(key.Role), key.Created, key.Expires, key.LastUsed, key.Revoked));
            await context.Output.WriteLineAsync(JsonSerializer.Serialize([.. listed], KeyListJson.Default.ListedKeyArray));
            return ExitCode.Success;
        }
        if (keys.Count == 0) context.Say($"There are no keys in {file.Path}.");
        else await context.Output.WriteLineAsync($"{"id",-8}  {"role",-7}  {"created",-10}  {"last used",-16}  {"state",-18}  name");
        foreach (var key in keys)
        {
            var state = key.Revoked is { } revoked ? $"revoked {Day(revoked)}" : key.IsExpired(TimeProvider.System.GetUtcNow()) ? "expired" : key.Expires is { } expires ? $"until {Day(expires)}" : "";
            await context.Output.WriteLineAsync($"{key.Id}  {RoleName(key.Role),-7}  {Day(key.Created)}  {key.LastUsed?.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) ?? "never",-16}  {state,-18}  {key.Name}");
        }
        return ExitCode.Success;
    }

    private string Name(CommandContext context)
    {
        var name = context.Value(_name)?.Trim();
        return name is { Length: > 0 and <= LongestName } && !name.Any(char.IsControl) ? name
            : throw new CommandException($"expected a NAME of 1 to {LongestName} characters after '{context.Value(_action)}'.");
    }

    private static DateTimeOffset? Expires(string? given, TimeProvider time)
    {
        if (given is null) return null;
        var now = time.GetUtcNow();
        if (given.EndsWith('d') && int.TryParse(given.AsSpan(0, given.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var days) && days is > 0 and <= 36_500) return now.AddDays(days);
        return DateOnly.TryParseExact(given, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && new DateTimeOffset(day, default, TimeSpan.Zero) is var end && end > now
            ? end
            : throw new CommandException($"--expires: expected a day to come such as 2027-01-31, or a number of days such as 90d, found '{given}'.");
    }

    private static string Day(DateTimeOffset time) => time.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string RoleName(Role role) => role.ToString().ToLowerInvariant();
}

internal sealed record AddedKey(string Id, string Name, string Role, string Key);

internal sealed record ListedKey(string Id, string Name, string Role, DateTimeOffset Created, DateTimeOffset? Expires, DateTimeOffset? LastUsed, DateTimeOffset? Revoked);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(AddedKey))]
[JsonSerializable(typeof(ListedKey[]))]
internal sealed partial class KeyListJson : JsonSerializerContext;
