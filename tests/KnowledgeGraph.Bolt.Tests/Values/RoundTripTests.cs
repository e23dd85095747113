using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using KnowledgeGraph.Bolt.Values;
using KnowledgeGraph.Bolt.Wire;

namespace KnowledgeGraph.Bolt.Tests.Values;

/// <summary>unpack(pack(value)) = value.</summary>
public sealed class RoundTripTests
{
    [Property(Arbitrary = [typeof(BoltValues)], MaxTest = 1000)]
    public void What_is_packed_unpacks_to_the_same(BoltValue value) => Assert.Equal(value.Value, RoundTrip(value.Value, utc: true));

    [Property(Arbitrary = [typeof(BoltValues)], MaxTest = 300)]
    public void So_it_does_with_the_clock_times_of_bolt_4(BoltValue value)
    {
        // An hour that a named zone's clock shows twice has no clock time of its own: offsets are exact in both forms.
        if (!Contains<ZonedDateTime>(value.Value, time => time.Zone is ZoneId)) Assert.Equal(value.Value, RoundTrip(value.Value, utc: false));
    }

    [Fact]
    public void Strings_and_lists_at_the_edges_of_their_sizes_come_back()
    {
        foreach (var size in new[] { 0, 1, 15, 16, 255, 256, 65_535, 65_536, 200_000 })
        {
            var text = new string('ü', size);
            var list = Enumerable.Range(0, size).Select(i => (object?)(long)i).ToList();
            var map = Enumerable.Range(0, size).ToDictionary(i => $"k{i}", i => (object?)null);
            Assert.Equal(text, RoundTrip(text, utc: true));
            Assert.Equal(list, RoundTrip(list, utc: true));
            Assert.Equal(map, RoundTrip(map, utc: true));
        }
    }

    private static object? RoundTrip(object? value, bool utc)
    {
        using var writer = new PackStreamWriter();
        writer.BeginMessage();
        ValueWriter.Write(writer, value, utc);
        writer.EndMessage();
        using var received = new MessageBuffer();
        Assert.True(Wire.PackStreamWriterTests.Feed(received, writer.Pending.Span, out var message));
        var reader = new PackStreamReader(message);
        var back = new ValueReader { UtcInstants = utc }.Read(ref reader);
        Assert.True(reader.AtEnd);
        return back;
    }

    private static bool Contains<T>(object? value, Func<T, bool> test) => value switch
    {
        T match => test(match),
        List<object?> list => list.Any(item => Contains(item, test)),
        Dictionary<string, object?> map => map.Values.Any(item => Contains(item, test)),
        _ => false,
    };

    public sealed record BoltValue(object? Value);

    public static class BoltValues
    {
        private const long Nanos = 1_000_000_000;

        public static Arbitrary<BoltValue> Values() => Gen.Sized(size => Value(Math.Min(size, 20))).Select(value => new BoltValue(value)).ToArbitrary();

        private static Gen<object?> Value(int size)
        {
            var leaf = Gen.OneOf(
                Gen.Constant((object?)null),
                Gen.Elements(true, false).Select(b => (object?)b),
                Gen.OneOf(Gen.Choose(-200, 200).Select(i => (long)i), ArbMap.Default.GeneratorFor<long>(), Gen.Elements(long.MinValue, long.MaxValue)).Select(i => (object?)i),
                ArbMap.Default.GeneratorFor<double>().Select(d => (object?)d),
                ArbMap.Default.GeneratorFor<string>().Where(s => s is not null && IsText(s)).Select(s => (object?)s),
                ArbMap.Default.GeneratorFor<byte[]>().Where(b => b is not null).Select(b => (object?)b),
                Date.Select(d => (object?)d),
                Time.Select(t => (object?)t),
                from date in Date from time in Time select (object?)At(date, time),
                from time in Time
                from offset in Gen.Choose(-64_800, 64_800)
                select (object?)new OffsetTime(time.Hour, time.Minute, time.Second, time.Nanosecond, offset),
                from date in Date from time in Time from zone in Zone select (object?)Zoned(At(date, time), zone),
                from m in ArbMap.Default.GeneratorFor<long>()
                from d in ArbMap.Default.GeneratorFor<long>()
                from s in ArbMap.Default.GeneratorFor<long>()
                from n in Gen.Choose(0, 999_999_999)
                select (object?)new Duration(m, d, s, n),
                from x in ArbMap.Default.GeneratorFor<double>()
                from y in ArbMap.Default.GeneratorFor<double>()
                from z in ArbMap.Default.GeneratorFor<double>()
                select (object?)(double.IsNaN(z) ? new Point(7203, x, y) : new Point(9157, x, y, z)));
            if (size == 0) return leaf;
            var inner = Value(size / 4);
            return Gen.Frequency(
                (6, leaf),
                (1, Gen.ListOf(inner).Select(list => (object?)list.ToList())),
                (1, Gen.ListOf(inner).Select(list => (object?)list.Select((value, i) => (value, i)).ToDictionary(pair => $"key {pair.i}", pair => pair.value))));
        }

        private static Gen<LocalDate> Date =>
            from year in Gen.OneOf(Gen.Choose(1, 9999), Gen.Choose(-999_999_999, 999_999_999))
            from month in Gen.Choose(1, 12)
            from day in Gen.Choose(1, 28)
            select new LocalDate(year, month, day);

        private static Gen<LocalTime> Time =>
            from seconds in Gen.Choose(0, 86_399)
            from nanos in Gen.OneOf(Gen.Constant(0), Gen.Choose(0, 999_999_999))
            select LocalTime.FromNanosecondOfDay(seconds * Nanos + nanos);

        private static Gen<Zone> Zone => Gen.OneOf(
            Gen.Choose(-64_800, 64_800).Select(Bolt.Zone.Of),
            Gen.Elements("Europe/Kyiv", "America/New_York", "Asia/Tokyo", "UTC", "Australia/Lord_Howe").Select(Bolt.Zone.Of));

        /// <summary>At the calendar's two ends the instant may fall out of it.</summary>
        private static ZonedDateTime Zoned(LocalDateTime clock, Zone zone) =>
            Math.Abs((long)clock.Year) == 999_999_999 ? new ZonedDateTime(0, 0, zone) : new ZonedDateTime(clock, zone);

        private static LocalDateTime At(LocalDate d, LocalTime t) => new(d.Year, d.Month, d.Day, t.Hour, t.Minute, t.Second, t.Nanosecond);

        /// <summary>Half of a surrogate pair is no text, and has no UTF-8.</summary>
        private static bool IsText(string s)
        {
            for (var i = 0; i < s.Length; i++)
            {
                if (!char.IsSurrogate(s[i])) continue;
                if (i + 1 >= s.Length || !char.IsSurrogatePair(s[i], s[i + 1])) return false;
                i++;
            }

            return true;
        }
    }
}
