using System.Text.Json;
using System.Text.RegularExpressions;
using KnowledgeGraph.Nlp.Files;
using KnowledgeGraph.Nlp.Lexicon;

namespace KnowledgeGraph.Nlp.Attributes;

/// <summary>
/// Rules that turn tag, word and dependency label into part of speech and morphology, and correct lemmas. All are matched against the tokens as the
/// tagger and the parser left them; a later rule overwrites an earlier one.
/// </summary>
internal sealed class AttributeRules
{
    private readonly Rule[] _rules;
    private readonly (int Rule, Condition[] Pattern)[] _sequences;

    /// <param name="Alone">Patterns of one token.</param>
    /// <param name="Index">Which token of a longer pattern is set.</param>
    /// <param name="Lemma">What is set; null is left as it is (so for the others).</param>
    private sealed record Rule(
        IReadOnlyList<Condition> Alone, int Index, ushort? Tag, ushort? Dep, ushort? Pos, ushort? Morph, string? Lemma);

    /// <summary>What one token must be; null asks nothing.</summary>
    private sealed record Condition(Func<ushort, bool>? Tag, Func<ushort, bool>? Dep, Func<Word, bool>[] Word)
    {
        public bool Holds(Word word, ushort tag, ushort dep) =>
            (Tag is null || Tag(tag)) && (Dep is null || Dep(dep)) && Array.TrueForAll(Word, test => test(word));
    }

    /// <summary>What the rules have set; a lemma of null was set by none.</summary>
    public record struct Result(ushort Tag, ushort Dep, ushort Pos, ushort Morph, string? Lemma);

    public AttributeRules(AttributeRule[] rules, LabelTable labels)
    {
        var sequences = new List<(int, Condition[])>();
        _rules = [.. rules.Select((rule, number) =>
        {
            var patterns = rule.Patterns.Select(p => p.Select(c => ToCondition(c, labels)).ToArray()).ToList();
            sequences.AddRange(patterns.Where(p => p.Length > 1).Select(p => (number, p)));
            return new Rule(
                [.. patterns.Where(p => p.Length == 1).Select(p => p[0])], rule.Index, Label("TAG"), Label("DEP"), Label("POS"), Label("MORPH"),
                Value("LEMMA"));

            string? Value(string name) => rule.Attrs.TryGetValue(name, out var value) ? value == "_" ? "" : value : null;
            ushort? Label(string name) => Value(name) is { } value ? labels.IndexOf(value) : null;
        })];
        _sequences = [.. sequences];
    }

    /// <summary>Where rules of several tokens match: pairs of token and rule, in no order. Empty for almost every document.</summary>
    public void FindSequences(
        ReadOnlySpan<Word> words, ReadOnlySpan<ushort> tags, ReadOnlySpan<ushort> deps, ICollection<(int Token, int Rule)> found)
    {
        for (var i = 0; i < words.Length; i++)
            foreach (var (rule, pattern) in _sequences)
            {
                if (pattern.Length > words.Length - i || !pattern[0].Holds(words[i], tags[i], deps[i])) continue;
                var matched = 1;
                while (matched < pattern.Length && pattern[matched].Holds(words[i + matched], tags[i + matched], deps[i + matched])) matched++;
                if (matched == pattern.Length) found.Add((i + (_rules[rule].Index + pattern.Length) % pattern.Length, rule));
            }
    }

    /// <summary>Applies all rules to one token, in their order; <paramref name="sequences"/> are the longer rules that match there.</summary>
    public Result Apply(Word word, ushort tag, ushort dep, IReadOnlyCollection<int> sequences)
    {
        var result = new Result(tag, dep, 0, 0, null);
        for (var i = 0; i < _rules.Length; i++)
        {
            var rule = _rules[i];
            if (!rule.Alone.Any(c => c.Holds(word, tag, dep)) && !sequences.Contains(i)) continue;
            result = new Result(
                rule.Tag ?? result.Tag, rule.Dep ?? result.Dep, rule.Pos ?? result.Pos, rule.Morph ?? result.Morph, rule.Lemma ?? result.Lemma);
        }
        return result;
    }

    private static Condition ToCondition(Dictionary<string, JsonElement> pattern, LabelTable labels)
    {
        Func<ushort, bool>? tag = null, dep = null;
        var word = new List<Func<Word, bool>>();
        foreach (var (name, wanted) in pattern)
        {
            switch (name)
            {
                case "TAG":
                    tag = ToLabelTest(wanted, labels);
                    break;
                case "DEP":
                    dep = ToLabelTest(wanted, labels);
                    break;
                case "LOWER":
                    var lower = ToTextTest(wanted);
                    word.Add(w => lower(w.Lower));
                    break;
                case "ORTH":
                    var orth = ToTextTest(wanted);
                    word.Add(w => orth(w.Text));
                    break;
                case "IS_SPACE":
                    var isSpace = wanted.GetBoolean();
                    word.Add(w => w.IsSpace == isSpace);
                    break;
                default:
                    throw new InvalidDataException($"pipeline.json has an attribute rule over \"{name}\", which is not supported.");
            }
        }
        return new Condition(tag, dep, [.. word]);
    }

    private static Func<ushort, bool> ToLabelTest(JsonElement wanted, LabelTable labels)
    {
        var test = ToTextTest(wanted);
        var holds = new Dictionary<ushort, bool>();
        var names = labels.ToArray();
        for (var i = 0; i < names.Length; i++) holds[(ushort)i] = test(names[i]);
        return label => holds[label];
    }

    private static Func<string, bool> ToTextTest(JsonElement wanted)
    {
        if (wanted.ValueKind == JsonValueKind.String)
        {
            var one = wanted.GetString();
            return text => text == one;
        }
        var tests = new List<Func<string, bool>>();
        foreach (var item in wanted.EnumerateObject())
        {
            if (item.Name == "REGEX")
            {
                var regex = new Regex(item.Value.GetString()!, RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));
                tests.Add(regex.IsMatch);
                continue;
            }
            var set = item.Value.EnumerateArray().Select(v => v.GetString()!).ToHashSet(StringComparer.Ordinal);
            tests.Add(item.Name switch
            {
                "IN" => set.Contains,
                "NOT_IN" => text => !set.Contains(text),
                _ => throw new InvalidDataException($"pipeline.json has an attribute rule with \"{item.Name}\", which is not supported."),
            });
        }
        return tests is [var only] ? only : text => tests.TrueForAll(t => t(text));
    }
}
