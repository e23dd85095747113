using System.Security.Claims;
using KnowledgeGraph.GraphQL.Types;
using KnowledgeGraph.Model;
using KnowledgeGraph.Server.Access;
using KnowledgeGraph.Server.GraphQL.Curation;
using KnowledgeGraph.Server.GraphQL.Inputs;
using KnowledgeGraph.Server.GraphQL.Types;
using KnowledgeGraph.Storage;
using Role = KnowledgeGraph.Server.Access.Role;

namespace KnowledgeGraph.Server.GraphQL;

/// <summary>What curators decide. Each decision is a judgement with who, when and why, and can be undone.</summary>
[MutationType]
[RequiresRole(Role.Curator)]
public static class CurationMutations
{
    /// <summary>Says that entities are one. Their ids go on to find it.</summary>
    public static async Task<MergeEntitiesPayload> MergeEntitiesAsync(MergeEntitiesInput input, Curator curator, ClaimsPrincipal? user, CancellationToken cancellation)
    {
        var why = curator.Reason(input.Why);
        var entities = (await curator.EntitiesAsync(input.Entities, "entities", 2, 10, cancellation)).DistinctBy(entity => entity.Id).ToList();
        if (curator.Errors.Count == 0 && entities.Count == 1) curator.Errors.Add(new InvalidInputError($"These ids are one entity already: {entities[0].Name}.", "entities"));
        if (curator.Errors.Count == 0 && await curator.AboutAsync(JudgementKind.Different, [.. entities.Select(entity => entity.Id)], cancellation) is { Count: > 0 } against)
            curator.Errors.Add(new ConflictError($"{Curator.Named(entities)} were judged never to be one: undo that first.", against));
        if (curator.Errors.Count > 0) return new(null, [], curator.Errors);

        var judgements = entities.Skip(1).Select(other => curator.Judge(JudgementKind.Same, entities[0].Anchor, other.Anchor, null, Caller.Of(user).Name, why)).ToList();
        await curator.RecordAsync(judgements, cancellation);
        var merged = (await curator.ReadAsync(reader => reader.Entities.FindAsync(input.Entities, cancellation), cancellation)).OfType<Entity>().DistinctBy(entity => entity.Id).ToList();
        if (merged.Count == 1) return new(EntityNode.Of(merged[0]), Nodes(judgements), []);
        await curator.WithdrawAsync(judgements, cancellation);
        return new(null, [], [new ConflictError($"The graph keeps {Curator.Named(entities)} apart, though no judgement about these names says so.", [])]);
    }

    /// <summary>Says that entities are never one, whatever later reports call them.</summary>
    public static async Task<SeparateEntitiesPayload> SeparateEntitiesAsync(SeparateEntitiesInput input, Curator curator, ClaimsPrincipal? user, CancellationToken cancellation)
    {
        var why = curator.Reason(input.Why);
        var entities = await curator.EntitiesAsync(input.Entities, "entities", 2, 5, cancellation);
        if (curator.Errors.Count == 0 && entities.GroupBy(entity => entity.Id).FirstOrDefault(group => group.Count() > 1) is { } one)
            curator.Errors.Add(await curator.AboutAsync(JudgementKind.Same, [one.Key], cancellation) is { Count: > 0 } merged
                ? new ConflictError($"These ids are one entity, {one.First().Name}, which judgements made of several: undo one of them.", merged)
                : new InvalidInputError($"These ids are one entity, {one.First().Name}: splitEntity parts it by two of its mentions.", "entities"));
        var pairs = entities.SelectMany((first, i) => entities.Skip(i + 1).Select(second => (First: first, Second: second))).ToList();
        if (curator.Errors.Count == 0)
        {
            var known = (await curator.AboutAsync(JudgementKind.Different, [.. entities.Select(entity => entity.Id)], cancellation)).Select(judgement => (judgement.Subject, judgement.Other)).ToHashSet();
            pairs.RemoveAll(pair => known.Contains((pair.First.Anchor, pair.Second.Anchor)) || known.Contains((pair.Second.Anchor, pair.First.Anchor)));
            if (pairs.Count == 0) curator.Errors.Add(new InvalidInputError($"{Curator.Named(entities)} are kept apart by judgements already.", "entities"));
        }
        if (curator.Errors.Count > 0) return new([], [], curator.Errors);

        var judgements = pairs.Select(pair => curator.Judge(JudgementKind.Different, pair.First.Anchor, pair.Second.Anchor, null, Caller.Of(user).Name, why)).ToList();
        await curator.RecordAsync(judgements, cancellation);
        var separated = await curator.ReadAsync(reader => reader.Entities.FindAsync(input.Entities, cancellation), cancellation);
        return new([.. separated.OfType<Entity>().Select(EntityNode.Of)], Nodes(judgements), []);
    }

    /// <summary>Says that two mentions taken for one entity mean two: bearers of one name, or names that were joined wrongly.</summary>
    public static async Task<SplitEntityPayload> SplitEntityAsync(SplitEntityInput input, Curator curator, ClaimsPrincipal? user, CancellationToken cancellation)
    {
        var why = curator.Reason(input.Why);
        if (!curator.IsCount(input.Mentions, "mentions", 2, 2)) return new([], null, curator.Errors);
        var mentions = await curator.ReadAsync(reader => reader.Mentions.FindAsync(input.Mentions, cancellation), cancellation);
        for (var i = 0; i < 2; i++)
            if (mentions[i] is null) curator.Errors.Add(await curator.MissingAsync(input.Mentions[i], "Mention", cancellation));
        if (curator.Errors.Count == 0 && mentions[0]!.Entity != mentions[1]!.Entity)
            curator.Errors.Add(new InvalidInputError("These mentions mean two entities already; separateEntities keeps them apart.", "mentions"));
        if (curator.Errors.Count > 0) return new([], null, curator.Errors);

        var articles = await curator.ReadAsync(reader => reader.Articles.FindAsync([mentions[0]!.Article, mentions[1]!.Article], cancellation), cancellation);
        var anchors = mentions.Zip(articles, (mention, article) => MentionAnchors.Of(mention!, article!.Article.Text)).ToList();
        var judgement = curator.Judge(JudgementKind.Different, anchors[0], anchors[1], null, Caller.Of(user).Name, why);
        await curator.RecordAsync([judgement], cancellation);
        var after = (await curator.ReadAsync(reader => reader.Mentions.FindAsync(input.Mentions, cancellation), cancellation)).Select(mention => mention!.Entity).ToList();
        if (after[0] != after[1])
        {
            var entities = await curator.ReadAsync(reader => reader.Entities.FindAsync(after, cancellation), cancellation);
            return new([.. entities.OfType<Entity>().Select(EntityNode.Of)], new(judgement), []);
        }
        await curator.WithdrawAsync([judgement], cancellation);
        var held = await curator.AboutAsync(JudgementKind.Same, [after[0]], cancellation);
        return new([], null,
        [
            held.Count > 0 ? new ConflictError("Judgements made these mentions one entity: undo one of them.", held)
            : new InvalidInputError("Both mentions belong together within one article: only what articles tell apart can be split.", "mentions"),
        ]);
    }

    /// <summary>Says that a relation is not so. It is out of the graph until the judgement is undone, also when its article is read again.</summary>
    public static async Task<RejectRelationPayload> RejectRelationAsync(RejectRelationInput input, Curator curator, ClaimsPrincipal? user, CancellationToken cancellation)
    {
        var why = curator.Reason(input.Why);
        var relation = await curator.ReadAsync(reader => reader.Relations.FindAsync(input.Relation, cancellation), cancellation);
        if (relation is null) curator.Errors.Add(await curator.MissingAsync(input.Relation, "Relation", cancellation));
        if (curator.Errors.Count > 0) return new(null, null, curator.Errors);

        var judgement = curator.Judge(JudgementKind.RejectRelation, await curator.AnchorAsync(relation!.Id, relation.Evidence, cancellation), null, null, Caller.Of(user).Name, why);
        await curator.RecordAsync([judgement], cancellation);
        return new(new(relation), new(judgement), []);
    }

    /// <summary>Says that a relation, quote, claim or role is not so. It is out of the graph until the judgement is undone, also when its article is read again.</summary>
    public static async Task<RejectFactPayload> RejectFactAsync(RejectFactInput input, Curator curator, ClaimsPrincipal? user, CancellationToken cancellation)
    {
        var why = curator.Reason(input.Why);
        var node = (await curator.ReadAsync(reader => NodeFinder.FindAsync(reader, [input.Fact], cancellation), cancellation))[0];
        var (kind, evidence) = node switch
        {
            RelationNode relation => (JudgementKind.RejectRelation, relation.Data.Evidence),
            QuoteNode quote => (JudgementKind.RejectFact, quote.Data.Evidence),
            ClaimNode claim => (JudgementKind.RejectFact, claim.Data.Evidence),
            RoleNode role => (JudgementKind.RejectFact, role.Data.Evidence),
            _ => (JudgementKind.RejectFact, null),
        };
        if (evidence is null) curator.Errors.Add(await curator.MissingAsync(input.Fact, "Relation, Quote, Claim or Role", cancellation));
        if (curator.Errors.Count > 0) return new(null, null, curator.Errors);

        var judgement = curator.Judge(kind, await curator.AnchorAsync(node!.Id, evidence!, cancellation), null, null, Caller.Of(user).Name, why);
        await curator.RecordAsync([judgement], cancellation);
        return new((IFact)node!, new(judgement), []);
    }

    /// <summary>Says what an entity is called, or what kind of thing it is.</summary>
    public static async Task<CorrectEntityPayload> CorrectEntityAsync(CorrectEntityInput input, Curator curator, ClaimsPrincipal? user, CancellationToken cancellation)
    {
        var why = curator.Reason(input.Why);
        var name = input.Name?.Trim();
        if (name is null && input.Type is null) curator.Errors.Add(new InvalidInputError("A correction gives a name, a type, or both.", "name"));
        if (name is not null && (name.Length is 0 or > 300 || name.Any(char.IsControl)))
            curator.Errors.Add(new InvalidInputError($"A name has 1 to 300 characters and no line breaks, but {name.Length} came.", "name"));
        var entity = await curator.EntityAsync(input.Entity, cancellation);
        if (entity is not null && name == entity.Name && (input.Type ?? entity.Type) == entity.Type)
            curator.Errors.Add(new InvalidInputError($"It is called {entity.Name} already.", "name"));
        else if (entity is not null && name is null && input.Type == entity.Type)
            curator.Errors.Add(new InvalidInputError($"{entity.Name} is of that type already.", "type"));
        if (curator.Errors.Count > 0) return new(null, [], curator.Errors);

        var who = Caller.Of(user).Name;
        var judgements = new List<Judgement>();
        if (name is not null && name != entity!.Name) judgements.Add(curator.Judge(JudgementKind.PreferredName, entity.Anchor, null, name, who, why));
        if (input.Type is { } type && type != entity!.Type) judgements.Add(curator.Judge(JudgementKind.Type, entity.Anchor, null, type.ToString(), who, why));
        await curator.RecordAsync(judgements, cancellation);
        var corrected = await curator.ReadAsync(reader => reader.Entities.FindAsync(entity!.Id, cancellation), cancellation);
        if (corrected is not null && corrected.Name == (name ?? corrected.Name) && corrected.Type == (input.Type ?? corrected.Type))
            return new(EntityNode.Of(corrected), Nodes(judgements), []);
        // An older judgement about another of the entity's names counts for more.
        await curator.WithdrawAsync(judgements, cancellation);
        IReadOnlyList<JudgementNode> older =
            [.. await curator.AboutAsync(JudgementKind.PreferredName, [entity!.Id], cancellation), .. await curator.AboutAsync(JudgementKind.Type, [entity.Id], cancellation)];
        return new(null, [], [new ConflictError($"Judgements about other names of {entity.Name} say something else: undo them first.", older)]);
    }

    /// <summary>Takes a judgement back. The graph is then as if it had never been made.</summary>
    public static async Task<UndoJudgementPayload> UndoJudgementAsync(UndoJudgementInput input, Curator curator, CancellationToken cancellation)
    {
        var judgement = (await curator.ReadAsync(reader => reader.JudgementsAsync(cancellation), cancellation)).FirstOrDefault(judgement => judgement.Id == input.Judgement);
        if (judgement is null) return new(null, [], [await curator.MissingAsync(input.Judgement, "Judgement", cancellation)]);
        await curator.WithdrawAsync([judgement], cancellation);
        var sides = await curator.ReadAsync(reader => JudgementSides.FindAsync(reader, [judgement], cancellation), cancellation);
        return new(new(judgement), [.. sides.Values.DistinctBy(entity => entity.Id).Select(EntityNode.Of)], []);
    }

    private static IReadOnlyList<JudgementNode> Nodes(IEnumerable<Judgement> judgements) => [.. judgements.Select(judgement => new JudgementNode(judgement))];
}
