using System.Collections;
using System.Globalization;

namespace KnowledgeGraph.Bolt;

/// <summary>Turns the values of a record into the types that a program works with.</summary>
public static class ValueExtensions
{
    /// <summary>
    /// The value as <typeparamref name="T"/>: itself where it is one, numbers converted with a check for overflow, temporal values to
    /// .NET's types, lists and maps element by element.
    /// </summary>
    /// <exception cref="InvalidCastException">The value cannot become a <typeparamref name="T"/>; the message names both.</exception>
    /// <exception cref="OverflowException">A number does not fit.</exception>
    public static T As<T>(this object? value) => value is T same ? same : (T)Convert(value, typeof(T))!;

    public static T As<T>(this object? value, T defaultValue) => value is null ? defaultValue : value.As<T>();

    private static object? Convert(object? value, Type target)
    {
        var type = Nullable.GetUnderlyingType(target) ?? target;
        if (value is null)
        {
            if (!target.IsValueType || type != target) return null;
            throw new InvalidCastException($"null cannot become a {target.Name}.");
        }

        if (type.IsInstanceOfType(value)) return value;
        if (type == typeof(string)) return System.Convert.ToString(value, CultureInfo.InvariantCulture);
        if (Temporal(value, type) is { } temporal) return temporal;
        if (value is IConvertible && typeof(IConvertible).IsAssignableFrom(type) && value is not string && !type.IsEnum)
            return System.Convert.ChangeType(value, type, CultureInfo.InvariantCulture);
        if (value is string text && type.IsPrimitive) return System.Convert.ChangeType(text, type, CultureInfo.InvariantCulture);
        if (value is IEnumerable list and not string and not IDictionary && ElementOf(type) is { } element) return ToList(list, type, element);
        if (value is IReadOnlyDictionary<string, object?> map && ValueOf(type) is { } item) return ToMap(map, item);
        throw new InvalidCastException($"A {value.GetType().Name} cannot become a {target.Name}.");
    }

    private static object? Temporal(object value, Type type) => value switch
    {
        LocalDate date when type == typeof(DateTime) => date.ToDateTime(),
        LocalDate date when type == typeof(DateOnly) => date.ToDateOnly(),
        LocalTime time when type == typeof(TimeSpan) => time.ToTimeSpan(),
        LocalTime time when type == typeof(TimeOnly) => time.ToTimeOnly(),
        LocalDateTime time when type == typeof(DateTime) => time.ToDateTime(),
        ZonedDateTime time when type == typeof(DateTimeOffset) => time.ToDateTimeOffset(),
        _ => null,
    };

    private static Type? ElementOf(Type type)
    {
        if (type.IsArray) return type.GetElementType();
        if (!type.IsGenericType) return null;
        var open = type.GetGenericTypeDefinition();
        return open == typeof(List<>) || open == typeof(IList<>) || open == typeof(IReadOnlyList<>)
            || open == typeof(IEnumerable<>) || open == typeof(ICollection<>) || open == typeof(IReadOnlyCollection<>)
            ? type.GetGenericArguments()[0]
            : null;
    }

    private static Type? ValueOf(Type type)
    {
        if (!type.IsGenericType) return null;
        var open = type.GetGenericTypeDefinition();
        return open == typeof(Dictionary<,>) || open == typeof(IDictionary<,>) || open == typeof(IReadOnlyDictionary<,>)
            ? type.GetGenericArguments()[1]
            : null;
    }

    private static object ToList(IEnumerable values, Type type, Type element)
    {
        var list = (IList)Activator.CreateInstance(typeof(List<>).MakeGenericType(element))!;
        foreach (var value in values) list.Add(Convert(value, element));
        if (!type.IsArray) return list;
        var array = Array.CreateInstance(element, list.Count);
        list.CopyTo(array, 0);
        return array;
    }

    private static object ToMap(IReadOnlyDictionary<string, object?> values, Type item)
    {
        var map = (IDictionary)Activator.CreateInstance(typeof(Dictionary<,>).MakeGenericType(typeof(string), item))!;
        foreach (var (key, value) in values) map.Add(key, Convert(value, item));
        return map;
    }
}
