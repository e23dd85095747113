using System.Globalization;
using KnowledgeGraph.Extraction.Entities;

namespace KnowledgeGraph.Extraction.Places;

/// <summary>
/// Countries with their names, demonyms and capitals; populated places; parts of countries, seas, continents; seats of power; lists of personal names.
/// Read once, immutable, safe for any number of threads; the large lists are read when first asked for.
/// </summary>
public sealed class Gazetteer
{
    private readonly Dictionary<string, Country> _byCode = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Country> _byCode3 = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Country> _byName = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Country> _byDemonym = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Country> _byCapital = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (string Kind, string? Country)> _regions = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (string Kind, string StandsFor, Country? Country)> _seats = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _placeAdjectives = new(StringComparer.Ordinal);
    private readonly Lazy<PlaceIndex> _places;
    private readonly Lazy<Dictionary<string, (byte Given, byte Surname)>> _names;

    private Gazetteer(string folder)
    {
        _places = new(() => PlaceIndex.Load(Path.Combine(folder, "places.tsv.gz")));
        _names = new(() => ReadNames(Path.Combine(folder, "names.tsv.gz")));
        ReadCountries(Path.Combine(folder, "countries.tsv"));
        ReadDemonyms(Path.Combine(folder, "demonyms.tsv"));
        ReadRegions(Path.Combine(folder, "regions.tsv"));
    }

    /// <summary>Reads the small lists of a folder; the large ones follow on first use.</summary>
    /// <exception cref="IOException">A file is missing or cannot be read.</exception>
    /// <exception cref="InvalidDataException">A file has not the expected columns.</exception>
    public static Gazetteer Load(string folder) => new(folder);

    /// <summary>The gazetteer that was built with this assembly.</summary>
    public static Gazetteer LoadDefault() => Load(Path.Combine(AppContext.BaseDirectory, "models", "gazetteer"));

    /// <summary>By ISO 3166-1 alpha-2 or alpha-3 code.</summary>
    public Country? CountryByCode(string code) => _byCode.GetValueOrDefault(code) ?? _byCode3.GetValueOrDefault(code);

    /// <summary>A country by one of its names, without regard to case, diacritics and a leading article.</summary>
    public Country? FindCountry(string name) => _byName.GetValueOrDefault(Key(name));

    /// <summary>The country whose people or things an adjective or noun names ("Ukrainian", "Ukrainians", "Briton"); null for other words.</summary>
    public Country? FindDemonym(string word)
    {
        var key = Key(word);
        return _byDemonym.GetValueOrDefault(key) ?? (key.EndsWith('s') ? _byDemonym.GetValueOrDefault(key[..^1]) : null);
    }

    /// <summary>The country that this city is the capital of.</summary>
    public Country? FindCapital(string name) => _byCapital.GetValueOrDefault(Key(name));

    /// <summary>A seat or institution of power ("Kremlin", "White House"): what it stands for, and the country.</summary>
    public (string Kind, string StandsFor, Country? Country)? FindSeat(string name) => _seats.TryGetValue(Key(name), out var seat) ? seat : null;

    /// <summary>A part of a country, a sea, a continent, a former country: its kind, and the country where there is one.</summary>
    public (string Kind, string? Country)? FindRegion(string name) => _regions.TryGetValue(Key(name), out var region) ? region : null;

    /// <summary>The place whose adjective or inhabitant a word names ("Athenian" of Athens); null for other words.</summary>
    public string? FindPlaceAdjective(string word) => _placeAdjectives.GetValueOrDefault(Key(word));

    /// <summary>Populated places with this name, most populous first.</summary>
    public IReadOnlyList<Place> FindPlaces(string name) => _places.Value.Find(Key(name));

    /// <summary>A populated place by its id (<c>geonames:703448</c>).</summary>
    public Place? FindPlaceById(string id) =>
        id.StartsWith("geonames:", StringComparison.Ordinal) && int.TryParse(id.AsSpan(9), CultureInfo.InvariantCulture, out var number) ? _places.Value.ById(number) : null;

    /// <summary>
    /// The place that a name most likely means: the country's weight in the article counts as much as inhabitants do.
    /// </summary>
    /// <param name="name">The name as written.</param>
    /// <param name="weights">For ISO codes, the share of the article's mentions that point to the country, 0 to 1.</param>
    public Place? Resolve(string name, IReadOnlyDictionary<string, double> weights)
    {
        Place? best = null;
        var bestScore = double.MinValue;
        var key = Key(name);
        foreach (var place in _places.Value.Find(key))
        {
            var score = Math.Log10(Math.Max(place.Population, 500)) + 4 * Math.Sqrt(weights.GetValueOrDefault(place.Country));
            if (_byCapital.TryGetValue(key, out var country) && country.Code == place.Country) score += 2;
            if (NameForms.Fold(place.Name) != key) score -= 0.7;
            if (score > bestScore) (best, bestScore) = (place, score);
        }
        return best;
    }

    /// <summary>In how many lists of given names and of surnames a word stands; zeros say nothing.</summary>
    public (int Given, int Surname) NameLists(string word) => _names.Value.GetValueOrDefault(NameForms.Fold(word));

    private static string Key(string name)
    {
        var key = NameForms.Fold(name);
        return key.StartsWith("the ", StringComparison.Ordinal) ? key[4..] : key;
    }

    private void ReadCountries(string path)
    {
        foreach (var cells in TableReader.Rows(path, "iso2", 11))
        {
            var country = new Country(cells[0], cells[1], cells[2].StartsWith("The ", StringComparison.Ordinal) ? cells[2][4..] : cells[2], cells[5], cells[4].Split(',')[0].Trim(), Number(cells[6]), Number(cells[7]));
            _byCode[country.Code] = country;
            _byCode3[country.Code3] = country;
            _byName[Key(cells[2])] = country;
            foreach (var name in Values(cells[3])) _byName.TryAdd(Key(name), country);
            foreach (var demonym in cells[4].Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
                _byDemonym.TryAdd(Key(demonym), country);
            if (cells[5].Length > 0) _byCapital.TryAdd(Key(cells[5]), country);
            foreach (var province in Values(cells[10])) _regions.TryAdd(Key(province), ("part", country.Code));
        }
        foreach (var (code, names) in new[] { ("US", "US|USA|U.S.|U.S.A.|United States|America|the States"), ("GB", "UK|U.K.|Britain|Great Britain"), ("AE", "UAE|U.A.E.|Emirates") })
            foreach (var name in names.Split('|')) _byName[Key(name)] = _byCode[code];
    }

    private void ReadDemonyms(string path)
    {
        // Demonyms that a territory shares with a country mean the country.
        foreach (var (code, demonyms) in new[] { ("US", "American"), ("GB", "British"), ("FR", "French"), ("NL", "Dutch"), ("CN", "Chinese"), ("NO", "Norwegian"), ("DK", "Danish"), ("AU", "Australian"), ("DO", "Dominican"), ("CD", "Congolese"), ("GN", "Guinean"), ("IN", "Indian"), ("WS", "Samoan"), ("IE", "Irish"), ("PT", "Portuguese"), ("ES", "Spanish"), ("FI", "Finnish"), ("IL", "Israeli") })
            foreach (var demonym in demonyms.Split('|')) _byDemonym[Key(demonym)] = _byCode[code];
        foreach (var cells in TableReader.Rows(path, "name", 5))
        {
            var country = _byCode3.GetValueOrDefault(cells[2]);
            switch (cells[1])
            {
                case "demonym_adjective" or "demonym_person" when country is not null: _byDemonym.TryAdd(Key(cells[0]), country); break;
                case "country_alias" when country is not null: _byName.TryAdd(Key(cells[0]), country); break;
                case "capital_alias" when country is not null: _byCapital.TryAdd(Key(cells[0]), country); break;
                case "place_adjective" or "place_person": _placeAdjectives.TryAdd(Key(cells[0]), cells[4]); break;
                case "seat" or "institution": _seats.TryAdd(Key(cells[0]), (cells[1], cells[4], country)); break;
            }
        }
    }

    private void ReadRegions(string path)
    {
        foreach (var cells in TableReader.Rows(path, "name", 3))
            _regions[Key(cells[0])] = (cells[1], cells[2].Length > 0 ? cells[2] : null);
    }

    private static Dictionary<string, (byte, byte)> ReadNames(string path)
    {
        var names = new Dictionary<string, (byte, byte)>(70_000, StringComparer.Ordinal);
        foreach (var cells in TableReader.Rows(path, "name", 3))
            names[NameForms.Fold(cells[0])] = (Count(cells[1]), Count(cells[2]));
        return names;

        static byte Count(string cell) => byte.TryParse(cell, CultureInfo.InvariantCulture, out var count) ? count : (byte)0;
    }

    private static string[] Values(string cell) => cell.Split('|', StringSplitOptions.RemoveEmptyEntries);

    private static double? Number(string cell) => double.TryParse(cell, CultureInfo.InvariantCulture, out var number) ? number : null;
}
