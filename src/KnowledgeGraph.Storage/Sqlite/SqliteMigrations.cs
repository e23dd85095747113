using System.Globalization;

namespace KnowledgeGraph.Storage.Sqlite;

/// <summary>
/// Brings a file to the newest schema by the numbered scripts of <c>schema/sqlite</c>, each in a transaction of its own. The file says whose
/// it is in <c>application_id</c> and how far it has come in <c>user_version</c>.
/// </summary>
internal static class SqliteMigrations
{
    /// <summary>"kgnw" as a big-endian number, in the header of every file of this program.</summary>
    public const int ApplicationId = 0x6B676E77;

    /// <summary>The scripts in order, with their numbers.</summary>
    public static IReadOnlyList<(int Number, string Name)> Scripts { get; } =
        [.. typeof(SqliteMigrations).Assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith("sqlite/", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(name => (int.Parse(name["sqlite/".Length..].Split('_')[0], CultureInfo.InvariantCulture), name))];

    public static int Newest => Scripts[^1].Number;

    /// <summary>Checks whose file it is, without writing. Returns its version; 0 for an empty one.</summary>
    public static int Inspect(SqlSession session, string path)
    {
        var application = session.Number("PRAGMA application_id") ?? 0;
        var version = (int)(session.Number("PRAGMA user_version") ?? 0);
        var tables = session.Number("SELECT count(*) FROM sqlite_schema") ?? 0;
        if (application != ApplicationId && (application != 0 || tables > 0))
            throw new GraphStoreException(StoreFailure.Foreign, $"{path} is a database of another program: name another file with --data.");
        if (version > Newest)
            throw new GraphStoreException(StoreFailure.NewerVersion,
                $"{path} was written by a newer version of this program (schema {version}; this one knows {Newest}): use that version, or export there and import here.");
        return version;
    }

    // The script after which comparisons name their claims.
    private const int ComparedClaims = 12;

    public static void Apply(SqlSession session, int from)
    {
        foreach (var (number, name) in Scripts)
        {
            if (number <= from) continue;
            using var stream = typeof(SqliteMigrations).Assembly.GetManifestResourceStream(name)!;
            using var reader = new StreamReader(stream);
            session.Begin(writing: true);
            // Another process may have done it since it was asked.
            if (session.Number("PRAGMA user_version") >= number)
            {
                session.Rollback();
                continue;
            }
            session.Script(reader.ReadToEnd());
            if (number == ComparedClaims) SqliteComparisons.KeepClaims(session);
            session.Script($"PRAGMA application_id = {ApplicationId}; PRAGMA user_version = {number};");
            session.Commit();
        }
    }
}
