using System.Globalization;
using System.Text;
using KnowledgeGraph.Resolution;

namespace KnowledgeGraph.Quality;

/// <summary>
/// <c>predict names</c>: reads <c>schema,name1,name2,is_match</c> as CSV and adds <c>score,predicted_match</c>.
/// Companies and organisations are compared as organisations, all else as persons.
/// </summary>
public static class PredictNames
{
    public static async Task RunAsync(TextReader input, TextWriter output)
    {
        await output.WriteLineAsync("schema,name1,name2,is_match,score,predicted_match");
        var first = true;
        while (await input.ReadLineAsync() is { } line)
        {
            if (first && line.StartsWith("schema,", StringComparison.Ordinal)) { first = false; continue; }
            first = false;
            if (line.Length == 0) continue;
            var fields = Split(line);
            if (fields.Count < 3) throw new InvalidDataException($"Expected schema,name1,name2[,is_match], found '{line}'.");
            var (score, match) = Decide(fields[0], fields[1], fields[2]);
            await output.WriteLineAsync($"{line},{score.ToString("0.000", CultureInfo.InvariantCulture)},{(match ? "true" : "false")}");
        }
    }

    private static (double Score, bool Match) Decide(string schema, string a, string b)
    {
        if (schema is "Company" or "Organization" or "Organisation")
        {
            var score = OrganisationNames.Compare(a, b).Score;
            return (score, score >= OrganisationNames.Threshold);
        }
        var person = PersonNames.Compare(a, b).Score;
        return (person, person >= PersonNames.Threshold);
    }

    private static List<string> Split(string line)
    {
        var fields = new List<string>();
        var field = new StringBuilder();
        var quoted = false;
        for (var i = 0; i < line.Length; i++)
        {
            var c = line[i];
            if (quoted && c == '"' && i + 1 < line.Length && line[i + 1] == '"') { field.Append('"'); i++; }
            else if (c == '"') quoted = !quoted;
            else if (c == ',' && !quoted) { fields.Add(field.ToString()); field.Clear(); }
            else field.Append(c);
        }
        fields.Add(field.ToString());
        return fields;
    }
}
