using FsCheck.Xunit;
using KnowledgeGraph.Bolt.Protocol;

namespace KnowledgeGraph.Bolt.Tests.Protocol;

/// <summary>Whatever a port answers to the proposals.</summary>
public sealed class HandshakeTests
{
    [Property(MaxTest = 1000)]
    public async Task Random_answers_give_a_version_or_a_failure_that_says_so(byte[] answer) => await NegotiateAsync(answer);

    [Property(MaxTest = 2000)]
    public async Task So_do_random_manifests(byte ranges, byte[] answer) => await NegotiateAsync([0, 0, 1, 0xFF, (byte)(ranges % 80), .. answer]);

    [Property(MaxTest = 500)]
    public async Task And_manifests_of_versions_that_this_client_speaks(byte[] minors, byte[] backs)
    {
        var ranges = minors.Zip(backs, (minor, back) => new byte[] { 0, (byte)(back % 10), (byte)(minor % 10), 5 }).Take(60).ToList();
        await NegotiateAsync([0, 0, 1, 0xFF, (byte)ranges.Count, .. ranges.SelectMany(range => range), 0]);
    }

    private static async Task NegotiateAsync(byte[] answer)
    {
        await using var stream = new Port(answer);
        try
        {
            Assert.Contains(await Handshake.NegotiateAsync(stream, CancellationToken.None), BoltVersion.Supported);
        }
        catch (Exception e) when (e is ServiceUnavailableException or EndOfStreamException)
        {
            // Not a Bolt server, or one that hung up.
        }
    }

    /// <summary>Answers these bytes, then closes; takes whatever is written.</summary>
    private sealed class Port(byte[] answer) : MemoryStream(answer, writable: false)
    {
        public override bool CanWrite => true;

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) => ValueTask.CompletedTask;
    }
}
