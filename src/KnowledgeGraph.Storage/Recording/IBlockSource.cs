using KnowledgeGraph.Resolution;

namespace KnowledgeGraph.Storage;

/// <summary>What a store knows of a profile after the logs' change and before resolution.</summary>
/// <param name="Component">Key of the block of edges that it was in; empty for a new one.</param>
/// <param name="Cluster">Id of the entity that it was part of; empty for a new one.</param>
internal sealed record ProfileState(EntityProfile Profile, string Component, string Cluster);

/// <summary>The same of an event's report; its component names the report that leads it.</summary>
internal sealed record ReportState(EventProfile Profile, string Component, string Cluster);

/// <summary>The reads that resolution needs of a store, within the writing transaction. This is the seam that both stores share.</summary>
internal interface IBlockSource
{
    /// <summary>Profiles by their own keys; unknown ones are left out.</summary>
    IReadOnlyList<ProfileState> Profiles(IReadOnlyCollection<string> keys);

    /// <summary>Profiles that are filed under one of these block keys, without repeats.</summary>
    IReadOnlyList<ProfileState> ProfilesInBlocks(IReadOnlyCollection<string> blockKeys);

    IReadOnlyList<ProfileState> ProfilesInComponents(IReadOnlyCollection<string> components);

    /// <summary>For each of the block keys, in their order, the reports that are filed under it.</summary>
    IReadOnlyList<IReadOnlyList<ReportState>> ReportsInBlocks(IReadOnlyList<string> blockKeys);

    IReadOnlyList<ReportState> ReportsInComponents(IReadOnlyCollection<string> components);

    /// <summary>Reports of the events with these ids.</summary>
    IReadOnlyList<ReportState> ReportsInClusters(IReadOnlyCollection<string> clusters);
}

/// <summary>Where a profile or report belongs now.</summary>
/// <param name="Key">The profile's key, or the report's id.</param>
internal sealed record Assignment(string Key, string Component, string Cluster, IReadOnlyList<string> Reasons);
