using System.Text.Json.Nodes;
using KnowledgeGraph.Model;

namespace KnowledgeGraph.Quality;

/// <summary>One line an article in the form of the labelled seeds, with <c>article</c> the document's id.</summary>
internal sealed class PredictSeeds : IPredictor
{
    private static readonly HashSet<string> GoldTypes = ["Attack", "Casualty", "Damage", "Consult", "Aid"];

    public async IAsyncEnumerable<string> PredictAsync(IAsyncEnumerable<Document> documents)
    {
        var run = new ExtractionRun();
        await foreach (var document in documents) yield return Write(document, run.Extract(document)).ToJsonString(JsonOutput.Options);
    }

    internal static JsonObject Write(Document document, Contribution found)
    {
        var at = new CodePoints(document.Text);
        return new JsonObject
        {
            ["article"] = document.Id,
            ["title"] = found.Article.Title,
            ["outlet"] = found.Article.Outlet,
            ["published"] = found.Article.Published?.ToString(),
            ["authors"] = new JsonArray([.. found.Article.Authors.Select(a => (JsonNode)a)]),
            ["boilerplate"] = at.Spans(found.Article.Sections.Where(s => s.Kind is SectionKind.Boilerplate or SectionKind.Byline).Select(s => s.Span)),
            ["captions"] = at.Spans(found.Article.Sections.Where(s => s.Kind is SectionKind.Caption).Select(s => s.Span)),
            ["entities"] = new JsonArray([.. found.Entities.Select(e => (JsonNode)new JsonObject
            {
                ["id"] = e.Id,
                ["type"] = e.Type switch { EntityType.NamedEvent => "Event", EntityType.Other => "Other", var type => type.ToString() },
                ["name"] = e.Name,
                ["mentions"] = at.Spans(e.Mentions.Where(m => m.Kind == MentionKind.Name || !e.IsNamed).Select(m => m.Span)),
                ["pronouns"] = at.Spans(e.Mentions.Where(m => m.Kind != MentionKind.Name && e.IsNamed).Select(m => m.Span)),
            })]),
            ["quotes"] = new JsonArray([.. found.Quotes.Select(q => (JsonNode)new JsonObject
            {
                ["speaker"] = q.Speaker ?? q.SpeakerSpan?.Slice(document.Text),
                ["cue"] = q.Cue is { } cue ? at.Span(cue) : null,
                ["content"] = at.Span(q.Content),
                ["kind"] = Lower(q.Kind),
                ["addressee"] = q.Addressee,
                ["via"] = q.Via,
            })]),
            ["events"] = new JsonArray([.. found.Events.Select(e => (JsonNode)new JsonObject
            {
                ["id"] = e.Id,
                ["type"] = TypeOf(e.Kind),
                ["kind"] = e.Kind,
                ["what"] = e.Label,
                ["participants"] = new JsonArray([.. e.Participants.Select(p => (JsonNode)new JsonObject { ["role"] = Lower(p.Role), ["entity"] = p.Entity })]),
                ["date"] = e.Date?.ToString(),
                ["place"] = e.Place,
                ["mentions"] = at.Spans(e.Triggers),
            })]),
            ["relations"] = new JsonArray([.. found.Relations.Select(r => (JsonNode)new JsonObject
            {
                ["subject"] = r.Subject,
                ["predicate"] = r.Predicate.StartsWith("lemma:", StringComparison.Ordinal) ? r.Predicate[6..] : r.Predicate,
                ["object"] = r.Object,
                ["negated"] = r.Negated,
                ["modality"] = Lower(r.Modality),
                ["date"] = r.Date?.ToString(),
                ["attributedTo"] = r.AttributedTo,
                ["evidence"] = at.Span(r.Evidence.Sentence),
            })]),
            ["roles"] = new JsonArray([.. found.Roles.Select(r => (JsonNode)new JsonObject
            {
                ["person"] = r.Person, ["role"] = r.Title, ["of"] = r.Of, ["evidence"] = at.Span(r.Evidence.Sentence),
            })]),
            ["claims"] = new JsonArray([.. found.Claims.Select(c => (JsonNode)WriteClaim(c, at))]),
        };
    }

    internal static JsonObject WriteClaim(Claim claim, CodePoints at) => new()
    {
        ["event"] = claim.Event,
        ["metric"] = claim.Metric,
        ["value"] = claim.Value,
        ["low"] = claim.Low,
        ["high"] = claim.High,
        ["qualifier"] = QualifierName(claim.Qualifier),
        ["unit"] = claim.Unit,
        ["scope"] = claim.Scope,
        ["attributedTo"] = claim.AttributedTo,
        ["asOf"] = claim.AsOf?.ToString(),
        ["evidence"] = at.Span(claim.Evidence.Span),
        ["valueSpan"] = at.Span(claim.ValueSpan),
    };

    private static string TypeOf(string kind)
    {
        if (kind == "war") return "Attack";
        var type = char.ToUpperInvariant(kind[0]) + kind[1..];
        return GoldTypes.Contains(type) ? type : "Other";
    }

    private static string QualifierName(Qualifier qualifier) => qualifier switch
    {
        Qualifier.AtLeast => "at_least",
        Qualifier.MoreThan => "more_than",
        Qualifier.UpTo => "up_to",
        Qualifier.LessThan => "less_than",
        _ => Lower(qualifier),
    };

    private static string Lower<T>(T value) where T : struct, Enum => value.ToString().ToLowerInvariant();
}
