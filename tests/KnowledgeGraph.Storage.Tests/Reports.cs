using KnowledgeGraph.Model;

namespace KnowledgeGraph.Storage.Tests;

/// <summary>Short reports of one invented flood and one invented call, which agree and differ.</summary>
internal static class Reports
{
    public static Contribution Flood() => new ReportBuilder(
        "A flood hit Lisbon on Tuesday. At least 12 people were killed, the fire service said. “We lost our homes,” said Ana Carvalho. Prime Minister Rui Tavares called President Olga Marin.",
        "Morning Post", "2025-03-05", "Flood hits Lisbon")
        .City("Lisbon", "2267057", "PT").Entity(EntityType.Organisation, "fire service", country: "PT").Person("Ana Carvalho").Person("Rui Tavares").Person("Olga Marin")
        .Event("disaster", "flood", "2025-03-04", "Lisbon", targets: ["Lisbon"])
        .Said("Ana Carvalho", "We lost our homes")
        .Claim("flood", "killed", 12, "12", Qualifier.AtLeast, attributedTo: "fire service")
        .Relation("Rui Tavares", "called", "Olga Marin", "called")
        .Role("Rui Tavares", "Prime Minister")
        .Build();

    public static Contribution FloodLater() => new ReportBuilder(
        "The flood in Lisbon on 4 March killed 19 people, the fire service said on Thursday. President Olga Marin of Portugal visited the city. Tavares thanked Marin.",
        "Evening News", "2025-03-06", "Lisbon counts its dead")
        .City("Lisbon", "2267057", "PT").Entity(EntityType.Organisation, "fire service", country: "PT").Person("Olga Marin", "Marin").Person("Tavares").Country("Portugal", "PT")
        .Event("disaster", "flood", "2025-03-04", "Lisbon", targets: ["Lisbon"])
        .Claim("flood", "killed", 19, "19", attributedTo: "fire service")
        .Relation("Olga Marin", "visited", "Lisbon", "visited")
        .Relation("Tavares", "thanked", "Olga Marin", "thanked")
        .Build();

    public static Contribution Unrelated() => new ReportBuilder(
        "A ferry sank off Bergen on 9 March. Nora Lund of the coast guard praised Olga Marín.", "Nordic Wire", "2025-03-10", "Ferry sinks")
        .City("Bergen", "3161732", "NO").Person("Nora Lund").Person("Olga Marín")
        .Event("disaster", "sank", "2025-03-09", "Bergen")
        .Relation("Nora Lund", "praised", "Olga Marín", "praised")
        .Build();

    public static IReadOnlyList<Contribution> All() => [Flood(), FloodLater(), Unrelated()];
}
