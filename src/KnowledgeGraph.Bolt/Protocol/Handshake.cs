namespace KnowledgeGraph.Bolt.Protocol;

/// <summary>
/// Agrees on a version (Bolt documentation, "Bolt handshake"): the magic number and four proposals go out, one version comes back, or
/// the manifest of all that the server speaks, from which this client chooses.
/// </summary>
internal static class Handshake
{
    private const uint ManifestV1 = 0x0000_01FF;
    private const uint NoneInCommon = 0;
    private const uint Http = 0x4854_5450;

    /// <summary>More ranges than this in a manifest are refused; servers send a handful.</summary>
    private const int MaxRanges = 64;

    /// <summary>Magic number; manifest version 1; 5.8 down to 5.0; 4.4; nothing.</summary>
    internal static ReadOnlySpan<byte> Proposal =>
    [
        0x60, 0x60, 0xB0, 0x17,
        0x00, 0x00, 0x01, 0xFF,
        0x00, 0x08, 0x08, 0x05,
        0x00, 0x00, 0x04, 0x04,
        0x00, 0x00, 0x00, 0x00,
    ];

    /// <exception cref="ServiceUnavailableException">The server speaks something else, or no version in common.</exception>
    public static async Task<BoltVersion> NegotiateAsync(Stream stream, CancellationToken cancellationToken)
    {
        await stream.WriteAsync(Proposal.ToArray(), cancellationToken).ConfigureAwait(false);
        await stream.FlushAsync(cancellationToken).ConfigureAwait(false);

        var answer = await ReadUInt32Async(stream, cancellationToken).ConfigureAwait(false);
        switch (answer)
        {
            case NoneInCommon: throw NothingInCommon([]);
            case Http: throw new ServiceUnavailableException("The server answered in HTTP. Is this its Bolt port (7687 by default, not 7474)?");
            case ManifestV1: return await ChooseAsync(stream, cancellationToken).ConfigureAwait(false);
        }

        var version = new BoltVersion((int)(answer & 0xFF), (int)(answer >> 8 & 0xFF));
        if (answer > 0xFFFF || !BoltVersion.Supported.Contains(version))
            throw new ServiceUnavailableException($"The server answered the handshake with {answer:X8}, which was not among the proposals.");
        return version;
    }

    private static async Task<BoltVersion> ChooseAsync(Stream stream, CancellationToken cancellationToken)
    {
        var count = await ReadVarIntAsync(stream, cancellationToken).ConfigureAwait(false);
        if (count > MaxRanges) throw new ServiceUnavailableException($"The server offers {count} ranges of versions; at most {MaxRanges} are read.");

        var offered = new List<(BoltVersion Low, BoltVersion High)>();
        for (var i = 0UL; i < count; i++)
        {
            var range = await ReadUInt32Async(stream, cancellationToken).ConfigureAwait(false);
            var (major, minor, down) = ((int)(range & 0xFF), (int)(range >> 8 & 0xFF), (int)(range >> 16 & 0xFF));
            offered.Add((new BoltVersion(major, Math.Max(0, minor - down)), new BoltVersion(major, minor)));
        }

        await ReadVarIntAsync(stream, cancellationToken).ConfigureAwait(false); // capabilities: none is used

        foreach (var version in BoltVersion.Supported)
        {
            if (!offered.Any(range => range.Low <= version && version <= range.High)) continue;
            await stream.WriteAsync(new byte[] { 0, 0, (byte)version.Minor, (byte)version.Major, 0 }, cancellationToken).ConfigureAwait(false);
            await stream.FlushAsync(cancellationToken).ConfigureAwait(false);
            return version;
        }

        try
        {
            await stream.WriteAsync(new byte[] { 0, 0, 0, 0, 0 }, cancellationToken).ConfigureAwait(false);
            await stream.FlushAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (IOException)
        {
            // The server did not wait to be told that it has nothing for this client.
        }

        throw NothingInCommon(offered);
    }

    private static ServiceUnavailableException NothingInCommon(List<(BoltVersion Low, BoltVersion High)> offered)
    {
        var theirs = offered.Count == 0 ? "" : $" It offers {string.Join(", ", offered.Select(range => $"{range.Low} to {range.High}"))}.";
        return new ServiceUnavailableException(
            $"The server speaks no version of Bolt that this client does: {BoltVersion.V44} or {BoltVersion.V50} to {BoltVersion.Newest}.{theirs}");
    }

    private static async Task<uint> ReadUInt32Async(Stream stream, CancellationToken cancellationToken)
    {
        var bytes = new byte[4];
        await stream.ReadExactlyAsync(bytes, cancellationToken).ConfigureAwait(false);
        return System.Buffers.Binary.BinaryPrimitives.ReadUInt32BigEndian(bytes);
    }

    /// <summary>Seven bits a byte, the least significant first; the high bit says that more follow.</summary>
    private static async Task<ulong> ReadVarIntAsync(Stream stream, CancellationToken cancellationToken)
    {
        var one = new byte[1];
        var value = 0UL;
        for (var shift = 0; shift < 64; shift += 7)
        {
            await stream.ReadExactlyAsync(one, cancellationToken).ConfigureAwait(false);
            value |= (ulong)(one[0] & 0x7F) << shift;
            if (one[0] < 0x80) return value;
        }

        throw new ServiceUnavailableException("The server's manifest has a number longer than 64 bits.");
    }
}
