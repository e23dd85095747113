using System.Diagnostics.Metrics;
using KnowledgeGraph.GraphQL.AspNetCore.Tests.WebSockets;

namespace KnowledgeGraph.GraphQL.AspNetCore.Tests;

public sealed class TransportDiagnosticsTests
{
    [Fact]
    public async Task An_open_socket_is_counted_until_it_closes()
    {
        using var listener = new MeterListener();
        var changes = System.Threading.Channels.Channel.CreateUnbounded<long>();
        listener.InstrumentPublished = (instrument, self) =>
        {
            if (instrument.Meter.Name == TransportDiagnostics.Name)
                self.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<long>((instrument, change, _, _) =>
        {
            if (instrument.Name == "graphql.server.connections")
                changes.Writer.TryWrite(change);
        });
        listener.Start();

        await using (var server = await RunningServer.StartAsync())
        using (await TestSocket.OpenInitialisedAsync(server))
        {
            Assert.Equal(1, await changes.Reader.ReadAsync());
        }

        long sum = 1;
        while (sum > 0)
            sum += await changes.Reader.ReadAsync();
    }
}
