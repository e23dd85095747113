using KnowledgeGraph.Bolt.Tests.Support;

namespace KnowledgeGraph.Bolt.Tests.Sessions;

/// <summary>What the server's last word becomes.</summary>
public sealed class SummaryTests
{
    private const string Notification = """{"severity": "WARNING", "category": "HINT", "code": "Neo.X", "title": "T", "description": "D", "position": {"offset": 8, "line": 1, "column": 9}}""";

    [Theory]
    [InlineData("""{}""", false, false)]
    [InlineData("""{"nodes-created": 2}""", true, false)]
    [InlineData("""{"system-updates": 1}""", false, true)]
    [InlineData("""{"contains-updates": true}""", true, false)]
    [InlineData("""{"contains-system-updates": true}""", false, true)]
    [InlineData("""{"nodes-created": 2, "contains-updates": false}""", false, false)]
    [InlineData("""{"system-updates": 2, "contains-system-updates": false}""", false, false)]
    public async Task The_servers_word_on_updates_counts_before_the_numbers(string stats, bool updates, bool systemUpdates)
    {
        var summary = await SummaryAsync("4.4", $$"""{"stats": {{stats}}}""");

        Assert.Equal((updates, systemUpdates), (summary.Counters.ContainsUpdates, summary.Counters.ContainsSystemUpdates));
    }

    [Theory]
    [InlineData("r", QueryType.ReadOnly)]
    [InlineData("rw", QueryType.ReadWrite)]
    [InlineData("w", QueryType.WriteOnly)]
    [InlineData("s", QueryType.SchemaWrite)]
    public async Task Query_types_have_letters(string letter, QueryType type) =>
        Assert.Equal(type, (await SummaryAsync("4.4", $$"""{"type": "{{letter}}"}""")).QueryType);

    [Fact]
    public async Task An_unknown_query_type_is_the_servers_fault()
    {
        var summary = await SummaryAsync("4.4", """{"type": "wr"}""");

        Assert.Contains("wr", Assert.Throws<ProtocolException>(() => summary.QueryType).Message);
    }

    [Fact]
    public async Task Times_that_the_server_does_not_tell_are_minus_one()
    {
        var summary = await SummaryAsync("4.4", "{}");

        Assert.Equal((-1.0, -1.0), (summary.ResultAvailableAfter.TotalMilliseconds, summary.ResultConsumedAfter.TotalMilliseconds));
    }

    [Theory]
    [InlineData("5.4", "WARNING", "01N42 00000")]
    [InlineData("5.4", "INFORMATION", "00000 03N42")]
    [InlineData("5.4", "ANYTHING", "00000 03N42")]
    public async Task Notifications_become_statuses_in_the_standards_order(string version, string severity, string statuses)
    {
        var summary = await SummaryAsync(version, $$"""{"notifications": [{{Notification.Replace("WARNING", severity)}}]}""");

        Assert.Equal(statuses, string.Join(' ', summary.GqlStatusObjects.Select(status => status.GqlStatus)));
        var status = summary.GqlStatusObjects.Single(s => s.IsNotification);
        Assert.Equal(("D", "HINT", NotificationClassification.Hint, severity), (status.StatusDescription, status.RawClassification, status.Classification, status.RawSeverity));
        Assert.Equal((8, 1, 9), (status.Position!.Offset, status.Position.Line, status.Position.Column));
        Assert.Equal(["CURRENT_SCHEMA", "OPERATION", "OPERATION_CODE", "_classification", "_position", "_severity"], status.DiagnosticRecord.Keys.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("S: RECORD [1]", "[\"n\"]", "00000")]
    [InlineData("", "[\"n\"]", "02000")]
    [InlineData("", "[]", "00001")]
    public async Task The_outcome_is_told_from_rows_and_columns(string rows, string fields, string expected)
    {
        var summary = await SummaryAsync("5.4", "{}", rows, fields);

        Assert.Equal(expected, Assert.Single(summary.GqlStatusObjects).GqlStatus);
    }

    [Fact]
    public async Task A_notification_without_a_description_gets_the_specifications()
    {
        var summary = await SummaryAsync("5.4", """{"notifications": [{"severity": "WARNING", "code": "c", "title": "t"}, {"code": "c", "title": "t"}]}""");

        Assert.Equal(["warn: unknown warning", "note: successful completion", "info: unknown notification"], summary.GqlStatusObjects.Select(s => s.StatusDescription));
    }

    [Fact]
    public async Task Statuses_become_notifications_and_keep_their_order()
    {
        var summary = await SummaryAsync("5.6", """
            {"statuses": [
                {"gql_status": "01N01", "status_description": "warn: S", "description": "D", "neo4j_code": "Neo.X", "title": "T",
                 "diagnostic_record": {"_severity": "WARNING", "_classification": "GENERIC", "_position": {"offset": 8, "line": 1, "column": 9}, "OPERATION": null, "more": 1}},
                {"gql_status": "00000", "status_description": "note: successful completion"}]}
            """.ReplaceLineEndings(" "));

        var notification = Assert.Single(summary.Notifications);
        Assert.Equal(("Neo.X", "T", "D", NotificationSeverity.Warning, NotificationCategory.Generic, 9), (notification.Code, notification.Title, notification.Description, notification.SeverityLevel, notification.Category, notification.Position!.Column));
        Assert.Equal(["01N01", "00000"], summary.GqlStatusObjects.Select(s => s.GqlStatus));
        Assert.Null(summary.GqlStatusObjects[0].DiagnosticRecord["OPERATION"]);
        Assert.Equal("0", summary.GqlStatusObjects[0].DiagnosticRecord["OPERATION_CODE"]);
        Assert.False(summary.GqlStatusObjects[1].IsNotification);
        Assert.Equal(3, summary.GqlStatusObjects[1].DiagnosticRecord.Count);
    }

    [Fact]
    public async Task A_profile_is_a_plan_too()
    {
        var summary = await SummaryAsync("5.4", """
            {"profile": {"operatorType": "ProduceResults", "args": {"Rows": 1}, "identifiers": ["n"], "dbHits": 1, "rows": 2,
                "children": [{"operatorType": "Create", "args": {}, "dbHits": 3, "rows": 4, "pageCacheHits": 5, "pageCacheMisses": 6, "pageCacheHitRatio": 0.5, "time": 7}]}}
            """.ReplaceLineEndings(" "));

        Assert.True(summary.HasPlan);
        Assert.Equal(("ProduceResults", 1L, 2L, false), (summary.Profile!.OperatorType, summary.Profile.DbHits, summary.Profile.Records, summary.Profile.HasPageCacheStats));
        var child = Assert.Single(summary.Profile.Children);
        Assert.Equal((5L, 6L, 0.5, 7L), (child.PageCacheHits, child.PageCacheMisses, child.PageCacheHitRatio, child.Time));
        Assert.Equal("Create", Assert.Single(summary.Plan!.Children).OperatorType);
    }

    private static async Task<IResultSummary> SummaryAsync(string version, string metadata, string rows = "S: RECORD [1]", string fields = "[\"n\"]")
    {
        await using var server = new ScriptedServer(version, [$$"""
            LOGIN
            C: RUN
            C: PULL
            S: SUCCESS {"fields": {{fields}}}
            {{rows}}
            S: SUCCESS {{metadata}}
            """]);
        await using var driver = server.Driver();
        await using var session = driver.AsyncSession();
        return await (await session.RunAsync("Q")).ConsumeAsync();
    }
}
