using KnowledgeGraph.Model;

namespace KnowledgeGraph.Extraction.Articles;

/// <summary>
/// Reads an article's parts out of bare text: lines are paragraphs unless a block of them is one paragraph wrapped at a column;
/// each is then a headline, a byline, a notice, a caption with its credit, or prose with or without a dateline.
/// </summary>
internal static class PlainTextSections
{
    private const int MostHeadlineWords = 30;

    /// <summary>Sections in order, and what the lines say about the article.</summary>
    public static (IReadOnlyList<Section> Sections, ArticleMetadata Metadata) Read(string text)
    {
        var blocks = Blocks(text);
        return Classify(text, [.. blocks.Select(span => (span, (SectionKind?)null))]);
    }

    /// <summary>Sections of blocks whose kind may be known already (from markup); null kinds are decided here.</summary>
    public static (IReadOnlyList<Section> Sections, ArticleMetadata Metadata) Classify(string text, IReadOnlyList<(TextSpan Span, SectionKind? Kind)> blocks)
    {
        var reading = new Reading(text, blocks);
        for (var i = 0; i < blocks.Count; i++) reading.Block(i);
        return (reading.Sections, reading.Metadata);
    }

    /// <summary>Trimmed spans of the lines that hold something, wrapped lines of one paragraph joined.</summary>
    private static List<TextSpan> Blocks(string text)
    {
        var lines = new List<(TextSpan Span, bool AfterBlank)>();
        var blank = true;
        for (var at = 0; at < text.Length;)
        {
            var end = text.AsSpan(at).IndexOfAny('\n', '\r');
            end = end < 0 ? text.Length : at + end;
            var span = Trim(text, new(at, end));
            if (span.IsEmpty) blank = true;
            else
            {
                lines.Add((span, blank));
                blank = false;
            }
            at = end + (end + 1 < text.Length && text[end] == '\r' && text[end + 1] == '\n' ? 2 : 1);
        }
        var blocks = new List<TextSpan>();
        for (var i = 0; i < lines.Count;)
        {
            var last = i + 1;
            while (last < lines.Count && !lines[last].AfterBlank) last++;
            if (IsWrapped(text, lines, i, last)) blocks.Add(lines[i].Span.Cover(lines[last - 1].Span));
            else for (var k = i; k < last; k++) blocks.Add(lines[k].Span);
            i = last;
        }
        return blocks;
    }

    // Lines wrapped at a column are of one length but the last, at most about a hundred characters, and break inside sentences.
    private static bool IsWrapped(string text, List<(TextSpan Span, bool)> lines, int first, int end)
    {
        if (end - first < 2) return false;
        int longest = 0, shortest = int.MaxValue, open = 0;
        for (var i = first; i < end - 1; i++)
        {
            var span = lines[i].Span;
            longest = Math.Max(longest, span.Length);
            shortest = Math.Min(shortest, span.Length);
            if (!EndsSentence(text, span)) open++;
        }
        return longest <= 110 && shortest >= longest * 0.6 && longest >= 40 && lines[end - 1].Span.Length <= longest + 8 && open * 2 > end - 1 - first;
    }

    public static TextSpan Trim(string text, TextSpan span)
    {
        var (start, end) = (span.Start, span.End);
        while (start < end && char.IsWhiteSpace(text[start])) start++;
        while (end > start && char.IsWhiteSpace(text[end - 1])) end--;
        return new(start, end);
    }

    internal static bool EndsSentence(string text, TextSpan span)
    {
        for (var i = span.End - 1; i >= span.Start; i--)
        {
            if (text[i] is '.' or '!' or '?' or '…') return true;
            if (text[i] is not ('"' or '”' or '’' or '\'' or ')' or ']' or '*' or '_' or ' ')) return false;
        }
        return false;
    }

    /// <summary>One pass over an article's blocks.</summary>
    private sealed class Reading(string text, IReadOnlyList<(TextSpan Span, SectionKind? Kind)> blocks)
    {
        private bool _proseSeen;

        public List<Section> Sections { get; } = [];

        public ArticleMetadata Metadata { get; private set; } = new();

        public void Block(int index)
        {
            var (span, kind) = blocks[index];
            var line = span.Slice(text);
            if (kind is SectionKind.Boilerplate or SectionKind.Byline)
            {
                Learn(line);
                Add(span, kind.Value);
            }
            else if (kind is SectionKind.Headline) Headline(span);
            else if (kind is SectionKind.Caption) Caption(span, LineForms.CreditStart(line));
            else if (!(MetadataLine(index, span, line) || Notice(span, line) || CreditedCaption(span, line)))
            {
                if (IsHeadline(index, line)) Headline(span);
                else Prose(span, line);
            }
        }

        private bool MetadataLine(int index, TextSpan span, string line)
        {
            var date = line.Length < 400 ? PublicationDate.Find(line) : null;
            if (LineForms.Byline(line) is { } byline && !(_proseSeen && PlainTextSections.EndsSentence(text, span)))
            {
                Metadata = Metadata.Or(new(Authors: byline.Authors, Outlet: byline.Outlet, Published: date?.Day, PublishedAt: date?.Instant));
                Add(span, SectionKind.Byline);
                return true;
            }
            if (date is null) return false;
            if (LineForms.IsDateOnly(line, date.Span))
            {
                // Right below the first line it dates the article, be that a headline which is a whole sentence.
                if (!_proseSeen || index == 1) Learn(date);
                Add(span, SectionKind.Byline);
                return true;
            }
            return Stamped(span, line, date) || DatedOutlet(span, line, date) || DatedDateline(span, line, date) || DatedHeadline(span, line, date);
        }

        // "LIMA, Peru (Andes Wire) — March 12, 2026" on a line of its own.
        private bool DatedDateline(TextSpan span, string line, PublicationDate date)
        {
            if (_proseSeen || date.Span.End != line.Length || LineForms.Dateline(line) is not { } dateline || dateline.Length != date.Span.Start) return false;
            Learn(date);
            Metadata = Metadata.Or(new(Outlet: dateline.Agency));
            Add(span, SectionKind.Byline);
            return true;
        }

        // "The Harbour Post, March 13, 2026" under the headline.
        private bool DatedOutlet(TextSpan span, string line, PublicationDate date)
        {
            if (_proseSeen || Metadata.Title is null || date.Span.End != line.Length || LineForms.OutletBefore(line[..date.Span.Start]) is not { } outlet) return false;
            Learn(date);
            Metadata = Metadata.Or(new(Outlet: outlet));
            Add(span, SectionKind.Byline);
            return true;
        }

        // "Headline Tuesday, January 21, 2014".
        private bool DatedHeadline(TextSpan span, string line, PublicationDate date)
        {
            if (_proseSeen || date.Span.End != line.Length || date.Span.Start < 20 || !IsHeadlineForm(line[..date.Span.Start].TrimEnd())) return false;
            if (line[date.Span.Start - 1] is not ' ' || line[..date.Span.Start].TrimEnd().EndsWith(" on", StringComparison.Ordinal)) return false;
            Learn(date);
            Headline(PlainTextSections.Trim(text, new(span.Start, span.Start + date.Span.Start)));
            Add(new(span.Start + date.Span.Start, span.End), SectionKind.Byline);
            return true;
        }

        // "Fri Jul 04 10:10:00 UTC 2025: Headline": the stamp is a byline, the rest is read as a line of its own.
        private bool Stamped(TextSpan span, string line, PublicationDate date)
        {
            if (_proseSeen || date.Span.Start > 12 || date.Span.End + 1 >= line.Length || line[date.Span.End] is not (':' or '|') && date.Instant is null) return false;
            if (!LineForms.IsDateOnly(line[..date.Span.End], date.Span)) return false;
            var end = date.Span.End;
            while (end < line.Length && line[end] is ':' or '|' or ' ' or '-' or '–' or '—') end++;
            Learn(date);
            Add(PlainTextSections.Trim(text, new(span.Start, span.Start + end)), SectionKind.Byline);
            var rest = new TextSpan(span.Start + end, span.End);
            var remainder = rest.Slice(text);
            if (IsHeadlineForm(remainder)) Headline(rest);
            else Prose(rest, remainder);
            return true;
        }

        private bool Notice(TextSpan span, string line)
        {
            if (!LineForms.IsNotice(line)) return false;
            if (LineForms.CopyrightHolder(line) is { } holder) Metadata = Metadata.Or(new(Outlet: holder));
            Add(span, SectionKind.Boilerplate);
            return true;
        }

        private bool CreditedCaption(TextSpan span, string line)
        {
            var credit = LineForms.CreditStart(line);
            if (credit < 0) return false;
            Caption(span, credit);
            return true;
        }

        private void Caption(TextSpan span, int credit)
        {
            if (credit < 0) Add(span, SectionKind.Caption);
            else
            {
                if (credit > 0) Add(PlainTextSections.Trim(text, new(span.Start, span.Start + credit)), SectionKind.Caption);
                Add(new(span.Start + credit, span.End), SectionKind.Byline);
            }
        }

        private void Prose(TextSpan span, string line)
        {
            if (LineForms.Dateline(line) is { } dateline)
            {
                Metadata = Metadata.Or(new(Outlet: dateline.Agency));
                if (!_proseSeen && PublicationDate.Find(line[..dateline.Length]) is { } date) Learn(date);
                Add(PlainTextSections.Trim(text, new(span.Start, span.Start + dateline.Length)), SectionKind.Byline);
                span = new(span.Start + dateline.Length, span.End);
            }
            Add(span, SectionKind.Paragraph);
            _proseSeen = true;
        }

        private void Headline(TextSpan span)
        {
            // Marks of emphasis or level around a headline are not part of it.
            var (start, end) = (span.Start, span.End);
            while (start < end && text[start] is '*' or '#' or '_' or '=' or ' ') start++;
            while (end > start && text[end - 1] is '*' or '#' or '_' or '=' or ' ') end--;
            if (start >= end) { Add(span, SectionKind.Boilerplate); return; }
            var trimmed = new TextSpan(start, end);
            if (!_proseSeen && Metadata.Title is null) Metadata = Metadata with { Title = trimmed.Slice(text) };
            Add(trimmed, SectionKind.Headline);
        }

        // A short line that ends no sentence, before longer prose: the first lines of an article, or the head of a part of it.
        private bool IsHeadline(int index, string line)
        {
            if (!IsHeadlineForm(line)) return false;
            if (index + 1 >= blocks.Count) return blocks.Count == 1;
            for (var next = index + 1; next < Math.Min(blocks.Count, index + (_proseSeen ? 4 : 8)); next++)
                if (blocks[next].Kind is null or SectionKind.Paragraph && blocks[next].Span.Length > line.Length && PlainTextSections.EndsSentence(text, blocks[next].Span)) return true;
            return false;
        }

        private bool IsHeadlineForm(string line)
        {
            var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (words.Length > MostHeadlineWords || line.Length > 200) return false;
            var first = line.SkipWhile(c => !char.IsLetterOrDigit(c)).FirstOrDefault();
            if (!char.IsUpper(first) && !char.IsDigit(first)) return false;
            var end = line.TrimEnd('*', '_', '#', ' ');
            if (_proseSeen && end.EndsWith('?') || end.EndsWith("--", StringComparison.Ordinal)) return false;
            return end.Length > 0 && end[^1] is not ('.' or ':' or ';' or ',' or '…' or '—' or '"' or '”') && !end.StartsWith('“');
        }

        private void Learn(string line)
        {
            if (!_proseSeen && PublicationDate.Find(line) is { } date) Learn(date);
            if (LineForms.Byline(line) is { } byline) Metadata = Metadata.Or(new(Authors: byline.Authors, Outlet: byline.Outlet));
            if (LineForms.CopyrightHolder(line) is { } holder) Metadata = Metadata.Or(new(Outlet: holder));
        }

        private void Learn(PublicationDate date) => Metadata = Metadata.Or(new(Published: date.Day, PublishedAt: date.Instant));

        private void Add(TextSpan span, SectionKind kind)
        {
            if (!span.IsEmpty) Sections.Add(new(span, kind));
        }
    }
}
