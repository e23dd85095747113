using System.Globalization;
using System.Text;

namespace KnowledgeGraph.GraphQL.Conformance;

/// <summary>JSON strings as JavaScript reads them, where a surrogate may stand alone.</summary>
static class JsonText
{
    /// <summary>The value of a JSON string that is known to be well-formed, given with its quotes.</summary>
    public static string Unescape(string raw)
    {
        var text = new StringBuilder(raw.Length);
        for (var i = 1; i < raw.Length - 1; i++)
        {
            if (raw[i] != '\\')
            {
                text.Append(raw[i]);
                continue;
            }
            i++;
            switch (raw[i])
            {
                case 'b': text.Append('\b'); break;
                case 'f': text.Append('\f'); break;
                case 'n': text.Append('\n'); break;
                case 'r': text.Append('\r'); break;
                case 't': text.Append('\t'); break;
                case 'u':
                    text.Append((char)int.Parse(raw.AsSpan(i + 1, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture));
                    i += 4;
                    break;
                default: text.Append(raw[i]); break;
            }
        }
        return text.ToString();
    }
}
