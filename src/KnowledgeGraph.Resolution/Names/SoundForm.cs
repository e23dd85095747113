using System.Text;

namespace KnowledgeGraph.Resolution;

/// <summary>
/// A folded word as it sounds, roughly: what transliterations of one name into English, French, German and Polish spelling have in common.
/// "zelenskyy", "zelensky" and "zelenskiy" are one form; so are "sergei", "sergey" and "serhij" but for one letter.
/// </summary>
public static class SoundForm
{
    // In this order, longest first where one begins another. A vowel pair is one sound; y and j are i; w is v is f at no cost.
    private static readonly (string From, string To)[] Rules =
    [
        ("tsch", "ch"), ("shch", "sh"), ("dzh", "i"), ("sch", "sh"), ("tch", "ch"), ("cz", "ch"), ("sz", "sh"), ("zh", "i"), ("dj", "i"), ("dž", "i"),
        ("ph", "f"), ("kh", "h"), ("gh", "g"), ("th", "t"), ("dh", "d"), ("bh", "b"), ("ck", "k"), ("qu", "k"), ("tz", "s"), ("ts", "s"), ("hs", "s"),
        ("ks", "x"), ("ou", "u"), ("oo", "u"), ("ee", "i"), ("ae", "e"), ("oe", "e"), ("ue", "u"), ("dt", "t"),
        ("ce", "se"), ("ci", "si"), ("cy", "si"), ("ch", "ç"), ("c", "k"), ("ç", "ch"), ("q", "k"), ("z", "s"), ("w", "f"), ("v", "f"), ("y", "i"), ("j", "i"),
    ];

    public static string Of(string folded)
    {
        var sound = folded;
        foreach (var (from, to) in Rules)
            if (sound.Contains(from, StringComparison.Ordinal)) sound = sound.Replace(from, to, StringComparison.Ordinal);
        if (sound.Length > 1 && sound[0] == 'x') sound = "s" + sound[1..];
        if (sound.StartsWith("ie", StringComparison.Ordinal)) sound = sound[1..];
        return Shorten(sound);
    }

    /// <summary>The consonants alone, voiced and unvoiced as one: the key under which alike names are looked for.</summary>
    public static string Skeleton(string folded)
    {
        var sound = Of(folded);
        var key = new StringBuilder(sound.Length);
        for (var i = 0; i < sound.Length; i++)
        {
            var c = sound[i] switch
            {
                'b' => 'p',
                'd' => 't',
                'g' => 'k',
                'h' when i > 0 => '-',
                'a' or 'e' or 'i' or 'o' or 'u' => i == 0 ? 'a' : '-',
                var other => other,
            };
            if (c != '-' && (key.Length == 0 || key[^1] != c)) key.Append(c);
        }
        return key.ToString();
    }

    // Doubled letters are one, and h between a vowel and a consonant, or last, is silent.
    private static string Shorten(string sound)
    {
        var result = new StringBuilder(sound.Length);
        for (var i = 0; i < sound.Length; i++)
        {
            var c = sound[i];
            if (result.Length > 0 && result[^1] == c) continue;
            var silent = c == 'h' && i > 0 && IsVowel(sound[i - 1]) && (i + 1 == sound.Length || !IsVowel(sound[i + 1]));
            if (!silent) result.Append(c);
        }
        return result.ToString();
    }

    internal static bool IsVowel(char c) => c is 'a' or 'e' or 'i' or 'o' or 'u';
}
