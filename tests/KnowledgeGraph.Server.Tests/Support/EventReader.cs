using System.Text.Json.Nodes;
using KnowledgeGraph.GraphQL.Execution;

namespace KnowledgeGraph.Server.Tests.Support;

/// <summary>Reads a subscription's events one by one.</summary>
public sealed class EventReader(ResponseStream stream) : IAsyncDisposable
{
    // A test that waits for an event that never comes fails by this, and not by the runner's patience.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly CancellationTokenSource _stopped = new();
    private IAsyncEnumerator<OperationResult>? _events;

    /// <summary>The next response, whole.</summary>
    public async Task<JsonObject> ResponseAsync()
    {
        _events ??= stream.ReadResponsesAsync().GetAsyncEnumerator(_stopped.Token);
        Assert.True(await _events.MoveNextAsync().AsTask().WaitAsync(Patience), "The subscription ended.");
        using var result = _events.Current;
        return JsonNode.Parse(result.ToJson())!.AsObject();
    }

    /// <summary>The next event: the value of the subscription's one field.</summary>
    public async Task<JsonObject> NextAsync()
    {
        var response = await ResponseAsync();
        Assert.True(response["errors"] is null, response.ToJsonString());
        return Assert.Single(response["data"]!.AsObject()).Value!.AsObject();
    }

    public async Task<IReadOnlyList<JsonObject>> TakeAsync(int count)
    {
        var events = new List<JsonObject>(count);
        while (events.Count < count) events.Add(await NextAsync());
        return events;
    }

    public async ValueTask DisposeAsync()
    {
        await _stopped.CancelAsync();
        if (_events is not null) await _events.DisposeAsync();
        await stream.DisposeAsync();
        _stopped.Dispose();
    }
}
