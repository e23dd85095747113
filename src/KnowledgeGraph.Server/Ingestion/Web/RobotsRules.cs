using System.Text;

namespace KnowledgeGraph.Server.Ingestion.Web;

/// <summary>
/// What a site's robots.txt allows one product. Source: RFC 9309, sections 2.2 and 2.3. The longest rule that fits a path decides, allow before disallow;
/// <c>*</c> stands for anything and a closing <c>$</c> for the end.
/// </summary>
internal sealed class RobotsRules
{
    /// <summary>As much as is read of a file (section 2.5 asks for at least this).</summary>
    public const int MostBytes = 500 * 1024;

    private const int MostRules = 5_000, LongestPattern = 2_000;

    private readonly IReadOnlyList<(string Pattern, bool Allows)> _rules;

    private RobotsRules(IReadOnlyList<(string, bool)> rules) => _rules = rules;

    public static RobotsRules AllowAll { get; } = new([]);

    public static RobotsRules DisallowAll { get; } = new([("/", false)]);

    /// <param name="product">Our name in user-agent lines; case does not count.</param>
    public static RobotsRules Parse(string text, string product)
    {
        List<(string, bool)> own = [], others = [];
        bool forUs = false, forAll = false, inAgents = false, ownNamed = false;
        foreach (var raw in text.AsSpan().EnumerateLines())
        {
            var line = raw.IndexOf('#') is >= 0 and var hash ? raw[..hash] : raw;
            var colon = line.IndexOf(':');
            if (colon < 0) continue;
            var key = line[..colon].Trim();
            var value = line[(colon + 1)..].Trim();
            if (key.Equals("user-agent", StringComparison.OrdinalIgnoreCase))
            {
                if (!inAgents) (forUs, forAll, inAgents) = (false, false, true);
                var name = value.IndexOfAny('/', ' ') is >= 0 and var end ? value[..end] : value;
                if (name.Equals(product, StringComparison.OrdinalIgnoreCase)) forUs = ownNamed = true;
                else if (value is "*") forAll = true;
                continue;
            }
            var allows = key.Equals("allow", StringComparison.OrdinalIgnoreCase);
            if (!allows && !key.Equals("disallow", StringComparison.OrdinalIgnoreCase)) continue;
            inAgents = false;
            // An empty rule says nothing.
            if (value.IsEmpty || value.Length > LongestPattern || own.Count + others.Count >= MostRules) continue;
            var pattern = Normal(value.ToString());
            if (forUs) own.Add((pattern, allows));
            if (forAll) others.Add((pattern, allows));
        }
        return new(ownNamed ? own : others);
    }

    /// <param name="pathAndQuery">As it would be requested, from its first slash.</param>
    public bool Allows(string pathAndQuery)
    {
        if (pathAndQuery == "/robots.txt") return true;
        var path = Normal(pathAndQuery);
        var (best, allowed) = (-1, true);
        foreach (var (pattern, allows) in _rules)
            if ((pattern.Length > best || (pattern.Length == best && allows)) && Fits(pattern, path)) (best, allowed) = (pattern.Length, allows);
        return allowed;
    }

    // Each star is taken at its first place: with only prefixes and stars that finds a fit wherever there is one.
    private static bool Fits(string pattern, string path)
    {
        var toEnd = pattern.EndsWith('$');
        var parts = (toEnd ? pattern[..^1] : pattern).Split('*');
        if (!path.StartsWith(parts[0], StringComparison.Ordinal)) return false;
        var at = parts[0].Length;
        for (var i = 1; i < parts.Length; i++)
        {
            if (toEnd && i == parts.Length - 1) return path.Length - at >= parts[i].Length && path.EndsWith(parts[i], StringComparison.Ordinal);
            var found = path.IndexOf(parts[i], at, StringComparison.Ordinal);
            if (found < 0) return false;
            at = found + parts[i].Length;
        }
        return !toEnd || at == path.Length;
    }

    // Both sides in one form: what needs no escape is not escaped, the rest is, in capitals (section 2.2.2).
    private static string Normal(string path)
    {
        var bytes = Encoding.UTF8.GetBytes(path);
        var normal = new StringBuilder(bytes.Length);
        for (var i = 0; i < bytes.Length; i++)
        {
            var escaped = bytes[i] == '%' && i + 2 < bytes.Length && char.IsAsciiHexDigit((char)bytes[i + 1]) && char.IsAsciiHexDigit((char)bytes[i + 2]);
            var code = escaped ? (char)Convert.FromHexString([(char)bytes[i + 1], (char)bytes[i + 2]])[0] : (char)bytes[i];
            if (escaped) i += 2;
            var isPlain = escaped ? char.IsAsciiLetterOrDigit(code) || code is '-' or '.' or '_' or '~' : code is > ' ' and < '\x7F';
            if (isPlain) normal.Append(code);
            else normal.Append('%').Append(((int)code).ToString("X2", System.Globalization.CultureInfo.InvariantCulture));
        }
        return normal.ToString();
    }
}
