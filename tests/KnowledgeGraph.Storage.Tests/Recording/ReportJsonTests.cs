using System.Text;
using System.Text.Json;
using KnowledgeGraph.Model;
using KnowledgeGraph.Resolution;

namespace KnowledgeGraph.Storage.Tests.Recording;

/// <summary>Profiles of reports are read by hand: nothing may be lost on the way.</summary>
public sealed class ReportJsonTests
{
    private static readonly EventProfile Full = new(
        "v1", "a1", "attack", new(2025, 3, 1), new(2025, 3, 2), new(2025, 3, 3), "name:łódź \"port\"", "PL", ["c:PL"], ["p:krflh", "l:geonames:1"], ["t:red cross"], ["killed=2"],
        ["atak"], "v0", true, ["p:a", "t:b"], ["227", "1288"])
    {
        Lead = ["ferrix", "gantry"],
        LeadNames = ["lofren"],
        Body = ["lofren", "ferri"],
        Focal = 1,
        Protagonists = 1,
        LeadPeople = ["p:krflh"],
        LeadPlaces = ["lotz", "=PL"],
        Prominence = Prominence.Main,
        Whole = ["strik"],
        IsSole = true,
    };

    private static readonly EventProfile Bare = new("v2", "a2", "other", null, null, null, null, null, [], [], [], [], [], null, false, [], []);

    public static TheoryData<EventProfile> Profiles { get; } = new(Full, Bare, Bare with { Prominence = Prominence.Lead, Lead = ["tug"] }, Full with { PartOf = null, Place = null, Country = null });

    [Theory, MemberData(nameof(Profiles))]
    public void What_was_written_is_read(EventProfile profile)
    {
        var written = Write(profile);
        Assert.Equal(written, Write(ReportJson.ReadKnown(Encoding.UTF8.GetBytes(written)) ?? throw new InvalidOperationException("A property of the profile is not read by ReportJson: add it there.")));
        Assert.Equal(written, Write(JsonSerializer.Deserialize<EventProfile>(written, ContributionJson.Options)!));
    }

    [Theory]
    [InlineData("\"kind\":\"attack\"", "\"kind\":\"attack\",\"mood\":\"grim\"")]
    [InlineData("\"country\":\"PL\"", "\"country\":null")]
    [InlineData("\"words\":[\"atak\"]", "\"Words\":[\"atak\"]")]
    public void What_is_not_known_is_left_to_the_serializer(string part, string instead)
    {
        var json = Write(Full).Replace(part, instead, StringComparison.Ordinal);
        Assert.Null(ReportJson.ReadKnown(Encoding.UTF8.GetBytes(json)));
        Assert.Equal(Write(JsonSerializer.Deserialize<EventProfile>(json, ContributionJson.Options)!), Write(ReportJson.Read(Encoding.UTF8.GetBytes(json))));
    }

    [Fact]
    public void What_is_cut_short_is_no_profile() => Assert.ThrowsAny<JsonException>(() => ReportJson.Read(Encoding.UTF8.GetBytes(Write(Full)[..^20])));

    private static string Write(EventProfile profile) => JsonSerializer.Serialize(profile, ContributionJson.Options);
}
