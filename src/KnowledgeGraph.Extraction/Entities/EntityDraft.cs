using KnowledgeGraph.Extraction.Mentions;
using KnowledgeGraph.Model;

namespace KnowledgeGraph.Extraction.Entities;

/// <summary>An entity while its mentions are gathered.</summary>
internal sealed class EntityDraft(EntityType type)
{
    public EntityType Type { get; set; } = type;

    public List<FoundMention> Mentions { get; } = [];

    /// <summary>The name to show where it is not the fullest one used (a country known by its demonym alone).</summary>
    public string? GivenName { get; set; }

    public string? GazetteerId { get; set; }

    public string? Country { get; set; }

    public char? Gender { get; set; }

    /// <summary>The gender that most bearers of the given name have: rules out links, shows nothing by itself.</summary>
    public char? LikelyGender { get; set; }

    public bool IsNamed { get; set; } = true;
}
