using System.Buffers;
using System.Buffers.Text;
using System.Collections;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace KnowledgeGraph.GraphQL.Execution;

/// <summary>
/// A growing, pooled buffer of UTF-8 JSON. Writers append values; whoever nests them writes the punctuation.
/// A response is written front to back; <see cref="Truncate"/> takes back what null propagation undoes.
/// Not thread-safe. <see cref="Dispose"/> returns the memory.
/// </summary>
public sealed class JsonBuffer : IDisposable
{
    private static readonly SearchValues<char> Escaped = SearchValues.Create(
        "\"\\\u0000\u0001\u0002\u0003\u0004\u0005\u0006\u0007\u0008\u0009\u000a\u000b\u000c\u000d\u000e\u000f\u0010\u0011\u0012\u0013\u0014\u0015\u0016\u0017\u0018\u0019\u001a\u001b\u001c\u001d\u001e\u001f");

    private byte[] _bytes;
    private int _length;

    private readonly int _maxLength;

    /// <param name="maxLength">The most bytes that may be written.</param>
    public JsonBuffer(int capacity = 4096, int maxLength = int.MaxValue)
    {
        _maxLength = maxLength;
        _bytes = ArrayPool<byte>.Shared.Rent(capacity);
    }

    /// <summary>Bytes written so far.</summary>
    public int Length => _length;

    public ReadOnlySpan<byte> WrittenSpan => _bytes.AsSpan(0, _length);

    public ReadOnlyMemory<byte> WrittenMemory => _bytes.AsMemory(0, _length);

    public void Dispose()
    {
        var bytes = _bytes;
        _bytes = [];
        _length = 0;
        if (bytes.Length > 0)
            ArrayPool<byte>.Shared.Return(bytes);
    }

    public void Clear() => _length = 0;

    /// <summary>Forgets everything after the first <paramref name="length"/> bytes.</summary>
    public void Truncate(int length)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(length, _length);
        _length = length;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void WriteRaw(ReadOnlySpan<byte> utf8)
    {
        var target = Reserve(utf8.Length);
        utf8.CopyTo(target);
        _length += utf8.Length;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void WriteByte(byte value)
    {
        if (_length == _bytes.Length)
            Grow(1);
        _bytes[_length++] = value;
    }

    public void WriteNull() => WriteRaw("null"u8);

    public void WriteBoolean(bool value) => WriteRaw(value ? "true"u8 : "false"u8);

    public void WriteNumber(int value)
    {
        var target = Reserve(11);
        Utf8Formatter.TryFormat(value, target, out var written);
        _length += written;
    }

    public void WriteNumber(long value)
    {
        var target = Reserve(20);
        Utf8Formatter.TryFormat(value, target, out var written);
        _length += written;
    }

    /// <summary>As ECMAScript writes a number: no fraction for whole values below 1e21, the shortest digits that read back the same.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not a finite number.</exception>
    public void WriteNumber(double value)
    {
        var target = Reserve(32);
        if (value == Math.Truncate(value) && Math.Abs(value) < 1e15)
        {
            Utf8Formatter.TryFormat((long)value, target, out var whole);
            _length += whole;
            return;
        }

        if (!double.IsFinite(value))
            throw new ArgumentOutOfRangeException(nameof(value), value, "Expected a finite number.");
        if (TryWriteFewDecimals(value, target))
            return;
        var magnitude = Math.Abs(value);
        if (magnitude is >= 1e-4 and < 1e15)
        {
            value.TryFormat(target, out var written, default, CultureInfo.InvariantCulture);
            _length += written;
            return;
        }

        WriteRaw(Encoding.ASCII.GetBytes(EcmaScript.NumberToString(value)));
    }

    public void WriteNumber(decimal value)
    {
        var target = Reserve(40);
        value.TryFormat(target, out var written, default, CultureInfo.InvariantCulture);
        _length += written;
    }

    /// <summary>A JSON string: quotes, backslashes and control characters escaped, all else as UTF-8; a lone surrogate as \uXXXX.</summary>
    public void WriteString(ReadOnlySpan<char> value)
    {
        var target = Reserve(value.Length * 3 + 2);
        if (TryCopyPlain(value, target[1..]))
        {
            target[0] = (byte)'"';
            target[value.Length + 1] = (byte)'"';
            _length += value.Length + 2;
            return;
        }

        if (!value.ContainsAny(Escaped)
            && Utf8.FromUtf16(value, target[1..], out _, out var written, replaceInvalidSequences: false) == OperationStatus.Done)
        {
            target[0] = (byte)'"';
            target[written + 1] = (byte)'"';
            _length += written + 2;
            return;
        }

        WriteEscaped(value);
    }

    public void WriteString(string value) => WriteString(value.AsSpan());

    /// <summary>A JSON string of characters that need no escaping (dates, numbers, names).</summary>
    public void WriteAsciiString(ReadOnlySpan<byte> value)
    {
        WriteByte((byte)'"');
        WriteRaw(value);
        WriteByte((byte)'"');
    }

    /// <summary>A value that formats itself to UTF-8 without characters that JSON escapes.</summary>
    public void WriteQuoted<T>(T value, ReadOnlySpan<char> format, int maxLength)
        where T : IUtf8SpanFormattable
    {
        var target = Reserve(maxLength + 2);
        if (!value.TryFormat(target[1..], out var written, format, CultureInfo.InvariantCulture))
            throw new ArgumentException($"Expected at most {maxLength} bytes.", nameof(value));
        target[0] = (byte)'"';
        target[written + 1] = (byte)'"';
        _length += written + 2;
    }

    public void WritePropertyName(string name)
    {
        WriteString(name.AsSpan());
        WriteByte((byte)':');
    }

    /// <summary>
    /// Any value that has a place in JSON: null, booleans, numbers, strings, <see cref="JsonElement"/>, dictionaries with string keys,
    /// sequences; dates and the rest as their invariant text.
    /// </summary>
    public void WriteAny(object? value)
    {
        switch (value)
        {
            case null: WriteNull(); break;
            case string text: WriteString(text); break;
            case bool boolean: WriteBoolean(boolean); break;
            case int number: WriteNumber(number); break;
            case long number: WriteNumber(number); break;
            case double number when double.IsFinite(number): WriteNumber(number); break;
            case double or float: WriteAnyFloat(Convert.ToDouble(value, CultureInfo.InvariantCulture)); break;
            case decimal number: WriteNumber(number); break;
            case byte or sbyte or short or ushort or uint: WriteNumber(Convert.ToInt64(value, CultureInfo.InvariantCulture)); break;
            case ulong number: WriteNumber((decimal)number); break;
            case JsonElement element: WriteElement(element); break;
            case IReadOnlyDictionary<string, object?> map: WriteMap(map); break;
            case IDictionary map: WriteMap(map.Keys.Cast<object>().Select(key => KeyValuePair.Create(key.ToString()!, map[key]))); break;
            case DateTimeOffset time: WriteQuoted(time, "o", 40); break;
            case DateTime time: WriteQuoted(time, "o", 40); break;
            case IEnumerable items: WriteItems(items); break;
            default: WriteString(Convert.ToString(value, CultureInfo.InvariantCulture) ?? ""); break;
        }
    }

    public void WriteElement(JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.String:
                WriteString(element.GetString()!);
                break;
            case JsonValueKind.Array:
                WriteItems(element.EnumerateArray());
                break;
            case JsonValueKind.Object:
                WriteByte((byte)'{');
                var first = true;
                foreach (var property in element.EnumerateObject())
                {
                    if (!first)
                        WriteByte((byte)',');
                    first = false;
                    WritePropertyName(property.Name);
                    WriteElement(property.Value);
                }

                WriteByte((byte)'}');
                break;
            case JsonValueKind.Undefined:
                WriteNull();
                break;
            case JsonValueKind.Number when element.TryGetDouble(out var number) && double.IsFinite(number) && !element.TryGetInt64(out _):
                WriteNumber(number);
                break;
            default:
                WriteRaw(Encoding.UTF8.GetBytes(element.GetRawText()));
                break;
        }
    }

    /// <summary>A part of this buffer once more, at its end.</summary>
    internal void CopyTo(int start, int length, JsonBuffer target) => target.WriteRaw(_bytes.AsSpan(start, length));

    private void WriteAnyFloat(double value)
    {
        if (double.IsFinite(value))
            WriteNumber(value);
        else
            WriteNull();
    }

    private void WriteMap(IEnumerable<KeyValuePair<string, object?>> map)
    {
        WriteByte((byte)'{');
        var first = true;
        foreach (var (key, value) in map)
        {
            if (!first)
                WriteByte((byte)',');
            first = false;
            WritePropertyName(key);
            WriteAny(value);
        }

        WriteByte((byte)'}');
    }

    private void WriteItems(IEnumerable items)
    {
        WriteByte((byte)'[');
        var first = true;
        foreach (var item in items)
        {
            if (!first)
                WriteByte((byte)',');
            first = false;
            WriteAny(item);
        }

        WriteByte((byte)']');
    }

    /// <summary>
    /// Copies ASCII text without characters that JSON escapes; false (and garbage in <paramref name="target"/>) for any other text.
    /// One pass that checks and narrows eight characters at a time; the last step overlaps the one before.
    /// </summary>
    private static bool TryCopyPlain(ReadOnlySpan<char> value, Span<byte> target)
    {
        if (!Vector128.IsHardwareAccelerated || value.Length < Vector128<ushort>.Count)
            return TryCopyPlainEach(value, target);
        ref var source = ref Unsafe.As<char, ushort>(ref MemoryMarshal.GetReference(value));
        ref var destination = ref MemoryMarshal.GetReference(target[..value.Length]);
        var last = value.Length - Vector128<ushort>.Count;
        for (var i = 0; ; i += Vector128<ushort>.Count)
        {
            i = Math.Min(i, last);
            var characters = Vector128.LoadUnsafe(ref source, (nuint)i);
            var special = Vector128.LessThan(characters, Vector128.Create((ushort)' '))
                | Vector128.GreaterThan(characters, Vector128.Create((ushort)0x7f))
                | Vector128.Equals(characters, Vector128.Create((ushort)'"'))
                | Vector128.Equals(characters, Vector128.Create((ushort)'\\'));
            if (special != Vector128<ushort>.Zero)
                return false;
            Vector128.Narrow(characters, characters).GetLower().StoreUnsafe(ref destination, (nuint)i);
            if (i == last)
                return true;
        }
    }

    private static bool TryCopyPlainEach(ReadOnlySpan<char> value, Span<byte> target)
    {
        for (var i = 0; i < value.Length; i++)
        {
            var character = value[i];
            if (character is < ' ' or > '\x7f' or '"' or '\\')
                return false;
            target[i] = (byte)character;
        }

        return true;
    }

    /// <summary>
    /// Most numbers in data have few decimals. If the whole number n nearest to value * 10^4 gives value back when divided by 10^4, then
    /// n / 10^4 is the shortest decimal that reads back as value: division rounds correctly, and below 10^9 no two such decimals are one double.
    /// </summary>
    private bool TryWriteFewDecimals(double value, Span<byte> target)
    {
        const double Scale = 10_000;
        var magnitude = Math.Abs(value);
        if (magnitude >= 1e9)
            return false;
        var scaled = Math.Round(magnitude * Scale);
        if (scaled / Scale != magnitude)
            return false;
        var (whole, decimals) = Math.DivRem((long)scaled, (long)Scale);
        var length = 0;
        if (value < 0)
            target[length++] = (byte)'-';
        Utf8Formatter.TryFormat(whole, target[length..], out var written);
        length += written;
        target[length++] = (byte)'.';
        for (var unit = 1000; decimals > 0; unit /= 10)
        {
            var (digit, rest) = Math.DivRem(decimals, unit);
            target[length++] = (byte)('0' + digit);
            decimals = rest;
        }

        _length += length;
        return true;
    }

    private void WriteEscaped(ReadOnlySpan<char> value)
    {
        WriteByte((byte)'"');
        Span<byte> rune = stackalloc byte[4];
        while (!value.IsEmpty)
        {
            if (Rune.DecodeFromUtf16(value, out var scalar, out var consumed) != OperationStatus.Done)
                WriteUnicodeEscape(value[0]);
            else if (scalar.Value is '"' or '\\' or < ' ')
                WriteEscape((char)scalar.Value);
            else
                WriteRaw(rune[..scalar.EncodeToUtf8(rune)]);
            value = value[consumed..];
        }

        WriteByte((byte)'"');
    }

    private void WriteEscape(char value)
    {
        var letter = value switch
        {
            '"' => '"',
            '\\' => '\\',
            '\b' => 'b',
            '\f' => 'f',
            '\n' => 'n',
            '\r' => 'r',
            '\t' => 't',
            _ => '\0',
        };
        if (letter == '\0')
        {
            WriteUnicodeEscape(value);
            return;
        }

        WriteByte((byte)'\\');
        WriteByte((byte)letter);
    }

    private void WriteUnicodeEscape(char value)
    {
        WriteRaw("\\u"u8);
        const string Digits = "0123456789abcdef";
        for (var shift = 12; shift >= 0; shift -= 4)
            WriteByte((byte)Digits[(value >> shift) & 15]);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Span<byte> Reserve(int count)
    {
        if (_bytes.Length - _length < count)
            Grow(count);
        return _bytes.AsSpan(_length);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Grow(int count)
    {
        if (count > _maxLength - _length)
            throw new RequestOverException($"The response is larger than the {_maxLength} bytes that it may have. Ask for fewer items, or for less of each.");
        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(checked(_length + count), _bytes.Length * 2));
        _bytes.AsSpan(0, _length).CopyTo(larger);
        if (_bytes.Length > 0)
            ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = larger;
    }
}
