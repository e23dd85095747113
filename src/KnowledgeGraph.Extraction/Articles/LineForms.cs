using System.Text.RegularExpressions;
using KnowledgeGraph.Model;

namespace KnowledgeGraph.Extraction.Articles;

/// <summary>What single lines of a newspaper's page look like: bylines, datelines, credits, teasers, notices. By form, never by content.</summary>
internal static partial class LineForms
{
    private const RegexOptions Options = RegexOptions.CultureInvariant;
    private const string Name = @"\p{Lu}[\p{L}'’.-]*(?: (?:\p{Lu}[\p{L}'’.-]*|van|von|de|der|den|da|del|di|bin|al|el|la|le)){1,4}";

    /// <summary>"By A B, C D and E F, Outlet" at the end of a line.</summary>
    [GeneratedRegex(@"(?:^|[\s|•*])(?:[Bb]y|BY|Written by|Reporting by|Story by|Words by) (?<names>" + Name + @"(?:(?:, and |, | and | & )" + Name + @")*)(?:,? (?:in|for) (?:[\p{Lu}][\p{L} .]+))?(?<rest>(?:[,|•] ?[^.!?]{1,80})?)$", Options)]
    private static partial Regex BylineForm();

    /// <summary>"KYIV, Ukraine (AP) —", "(CNN) —", "WASHINGTON, July 4 (Reuters) -", "MANILA, Sept 17 -", "MOSCOW —" before the first sentence.</summary>
    [GeneratedRegex(@"^(?<open>\*{1,2})?(?:(?<place>\p{Lu}[\p{L}'’./ -]*(?:, ?\p{Lu}[\p{L}.'’ -]*){0,2})(?<date>, (?:\p{Lu}[\p{L}]{2,8}\.? \d{1,2}|\d{1,2} \p{Lu}\p{L}{2,8}\.?)(?:,? \d{4})?)? ?)?(?:\((?<agency>\p{Lu}[\p{L}\p{N} ./&’'-]{1,40})\))?(?<close>\*{1,2})? ?(?<dash>—|–|--|-|:) ?(?=[\p{L}\p{N}“""'‘])", Options)]
    private static partial Regex DatelineForm();

    /// <summary>"First Last/AFP/Getty Images" after the last sentence of a caption.</summary>
    [GeneratedRegex(@"(?<=[.!?”""’)] |^)(?<credit>(?:\p{Lu}[\p{L}\p{N}'’.-]*)(?: [\p{Lu}&][\p{L}\p{N}'’.&-]*){0,4}(?: ?/ ?\p{Lu}[\p{L}\p{N}'’.& -]{1,30}){1,3}(?: via \p{Lu}[\p{L} ]{1,30})?)$", Options)]
    private static partial Regex SlashCreditForm();

    /// <summary>"(AP Photo/X)", "[Photo by X]", "Photograph: X", "Image source, Getty".</summary>
    [GeneratedRegex(@"(?<credit>[(\[](?:[^()\[\]]{0,60}\b(?:[Pp]hotos?|[Ii]mages?|[Pp]ictures?|[Pp]hotograph|[Cc]ourtesy|[Cc]redit|[Ff]ile)\b[^()\[\]]{0,80})[)\]]|(?:Photograph|Photographer|Photos?|Images?|Picture|Pic|Credits?|Image source|Image credit|Photo credit|Source)(?: by |: | - |, )[^.!?]{2,80}|(?:AP|AFP|EPA|Reuters|Getty)[ /](?:Photo|Images?)\b.{0,60})\.?$", Options)]
    private static partial Regex WordCreditForm();

    [GeneratedRegex(@"©|\(c\) ?(?:19|20)\d\d|\ball rights reserved\b|\bcopyright\b.{0,40}\b(?:19|20)\d\d\b", Options | RegexOptions.IgnoreCase)]
    private static partial Regex CopyrightForm();

    [GeneratedRegex(@"(?:©|\(c\)|copyright) ?(?:©? ?)(?:(?:19|20)\d\d(?:[-–](?:19|20)?\d\d)?)? ?,?(?: by)? ?(?<holder>\p{Lu}[\p{L}\p{N} &'’-]{1,60})", Options | RegexOptions.IgnoreCase)]
    private static partial Regex HolderForm();

    /// <summary>Calls to the reader to click, subscribe, share, comment; notices on privacy, cookies, advertising.</summary>
    [GeneratedRegex(
        @"^\W*(?:read (?:more|next|also|the full|our|this)\b|more (?:on|from|stories|news)\b|related(?: (?:stories|articles|topics|content|news)| ?:|$)|see also\b|sign (?:up|in)\b|log in\b|subscribe\b|follow us\b|share (?:this|your|on|via)\b|click (?:here|to|on)\b|tap (?:here|to)\b|advertisement\b|sponsored\b|skip (?:to|advert|past)\b|most (?:read|popular|viewed)\b|recommended\b|editors?['’]s? (?:picks?|choice)\b|trending\b|newsletter\b|comments?(?: \(\d+\))?$|load more\b|show more\b|view (?:all|more|gallery|comments)\b|watch(?: live| now)? ?:|listen ?:|download (?:the|our)\b|get (?:the|our|a) (?:latest|weekly|daily|best|app)\b|stay (?:up|tuned|informed|connected)\b|join (?:the conversation|our|us)\b|donate\b|support (?:us|our|the)\b|this (?:article|story|post|report) (?:was|is|has been|originally|first) (?:first |originally )?(?:published|appeared|updated|syndicated|posted|written by)|the views expressed|tags? ?:|topics? ?:|filed under\b|categories ?:|published ?:|updated ?:|last (?:updated|modified)\b|posted (?:on|by|in)\b|source ?:|\d+ (?:comments?|shares?|views?|min(?:ute)?s? read)\b|\d+ (?:minutes?|hours?|days?) ago$|accessibility\b|cookies?\b|home ?[>»/|]|loading\b|print(?: this)?$|e-?mail(?: this| us)?$|reply$|like$|tweet$)|\b(?:share your (?:view|thoughts|opinion)s?|in the comments(?: below| section)?[.!?]*$|privacy (?:notice|policy)|terms (?:of (?:use|service)|and conditions)|cookie (?:policy|settings)|unsubscribe|sign up (?:for|to|here|now)|SIGN UP|subscribe to (?:our|the)|our newsletter|free newsletter|your inbox|i would like to be emailed|by (?:signing up|subscribing|clicking)|enter your email|e-?mail \*|opens in (?:a )?new|javascript|ad ?blocker|contributed to this (?:report|story|article)|(?:reporting|editing|writing) by \p{Lu}|follow (?:him|her|them|me|us|the author) on|on (?:twitter|facebook|instagram) @|@\w+ on (?:twitter|x)\b)",
        Options | RegexOptions.IgnoreCase)]
    private static partial Regex NoticeForm();

    /// <summary>A name of capitalised words that a comma, bar or dash sets apart from what follows: "The Harbour Post, ".</summary>
    [GeneratedRegex(@"^(?<outlet>\p{Lu}[\p{L}\p{N}'’.&-]*(?: (?:\p{Lu}[\p{L}\p{N}'’.&-]*|of|the|and|de|la)){0,5}) ?(?:,|\||•|·|—|–|-) ?$", Options)]
    private static partial Regex OutletForm();

    /// <summary>Words of a line that carry a date and nothing else of weight.</summary>
    [GeneratedRegex(@"^\W*(?:(?:date|dated|published|publication date|updated|posted|last updated|last modified|first published|created|issued|on|at|edt|est|utc|gmt|bst|by)\b\W*)*$", Options | RegexOptions.IgnoreCase)]
    private static partial Regex DateWords();

    [GeneratedRegex(@"^\W*(?:https?://\S+|www\.\S+)\W*$", Options | RegexOptions.IgnoreCase)]
    private static partial Regex AddressForm();

    /// <summary>Whether the line tells the reader what to do or states rights: nothing that happened.</summary>
    public static bool IsNotice(string line) => CopyrightForm().IsMatch(line) && line.Length < 400 || NoticeForm().IsMatch(line) && line.Length < 600 || AddressForm().IsMatch(line);

    /// <summary>The holder named by a copyright notice, or null.</summary>
    public static string? CopyrightHolder(string line)
    {
        var match = HolderForm().Match(line);
        if (!match.Success) return null;
        var holder = match.Groups["holder"].Value.Trim();
        var end = holder.IndexOf(" All ", StringComparison.OrdinalIgnoreCase);
        holder = end > 0 ? holder[..end] : holder;
        return holder.Length > 2 && !holder.StartsWith("All ", StringComparison.OrdinalIgnoreCase) ? holder : null;
    }

    /// <summary>The outlet that the words before a date name; null where they are no such name.</summary>
    public static string? OutletBefore(string words) => OutletForm().Match(words) is { Success: true } match ? match.Groups["outlet"].Value : null;

    /// <summary>A byline's names and what follows them (an outlet); null where the line is none.</summary>
    public static (IReadOnlyList<string> Authors, string? Outlet)? Byline(string line)
    {
        if (line.Length > 300) return null;
        var match = BylineForm().Match(line.TrimEnd('*', ' ', '_'));
        if (!match.Success) return null;
        var before = line[..match.Index].Trim();
        // What stands before the names may be a date and a few words, not a sentence.
        if (before.Length > 60 || before.Length > 0 && PublicationDate.Find(before) is null && before.Split(' ').Length > 4) return null;
        var (names, trailing) = SplitNames(match.Groups["names"].Value);
        var rest = match.Groups["rest"].Value.Trim(',', '|', '•', ' ');
        if (trailing is not null) rest = trailing;
        var outlet = rest.Length > 0 && PublicationDate.Find(rest) is null ? rest : null;
        return (names, outlet);
    }

    // What follows the name after "and", or is worded as a paper's name, is the outlet.
    private static (List<string> Names, string? Outlet) SplitNames(string text)
    {
        var last = Math.Max(text.LastIndexOf(" and ", StringComparison.Ordinal), text.LastIndexOf(" & ", StringComparison.Ordinal));
        var comma = text.LastIndexOf(", ", StringComparison.Ordinal);
        string? outlet = null;
        if (comma > 0 && (last > 0 && comma > last || IsOutletName(text[(comma + 2)..]))) (text, outlet) = (text[..comma], text[(comma + 2)..]);
        return ([.. text.Split([", and ", ", ", " and ", " & "], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)], outlet);
    }

    private static bool IsOutletName(string name) =>
        name.StartsWith("The ", StringComparison.Ordinal)
        || name.Split(' ')[^1] is "News" or "Times" or "Post" or "Press" or "Journal" or "Herald" or "Tribune" or "Gazette" or "Guardian" or "Telegraph" or "Media" or "Radio" or "Magazine" or "Chronicle" or "Observer" or "Agency";

    /// <summary>Length of the dateline that opens a paragraph, with its agency and place; null where there is none.</summary>
    public static (int Length, string? Place, string? Agency)? Dateline(string paragraph)
    {
        var match = DatelineForm().Match(paragraph);
        if (!match.Success || match.Length > 90) return null;
        var place = match.Groups["place"].Success ? match.Groups["place"].Value.Trim() : null;
        var agency = match.Groups["agency"].Success ? match.Groups["agency"].Value : null;
        if (place is null && agency is null) return null;
        var dash = match.Groups["dash"].Value;
        var marked = match.Groups["open"].Success && match.Groups["close"].Success;
        if (agency is not null || marked) return (match.Length, place, agency);
        // Without an agency in brackets only a place in capitals, or one in bold, before a dash is a dateline.
        if (!IsUpper(place!.Split(',')[0])) return null;
        // A hyphen or colon may stand behind any word in capitals; only a hyphen of its own behind a place with its country or the day is a dash.
        var isDated = match.Groups["date"].Success || place.Contains(',', StringComparison.Ordinal);
        if (dash is "-" or ":" && !(isDated && match.Value.EndsWith(" - ", StringComparison.Ordinal))) return null;
        return (match.Length, place, agency);
    }

    /// <summary>Where a photographer's credit starts in a line; -1 where it has none.</summary>
    public static int CreditStart(string line)
    {
        if (line.Length > 1200) return -1;
        var match = SlashCreditForm().Match(line);
        if (!match.Success) match = WordCreditForm().Match(line);
        return match.Success ? match.Groups["credit"].Index : -1;
    }

    /// <summary>Whether nothing is left of the line once its date is taken away.</summary>
    public static bool IsDateOnly(string line, TextSpan date) =>
        line.Length < 120 && DateWords().IsMatch(string.Concat(line.AsSpan(0, date.Start), " ", line.AsSpan(date.End)));

    private static bool IsUpper(string words) => words.Length > 1 && words.Any(char.IsUpper) && !words.Any(char.IsLower);
}
