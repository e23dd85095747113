using KnowledgeGraph.Benchmarks;

return args switch
{
    ["nlp", .. var rest] => NlpBenchmark.Run(rest),
    ["parity", .. var rest] => NlpParity.Run(rest),
    ["scaling", .. var rest] => NlpScaling.Run(rest),
    ["graphql", .. var rest] => await GraphQlBenchmark.RunAsync(rest),
    ["graphql-server", .. var rest] => await GraphQlServer.RunAsync(rest),
    ["graphql-engine"] => await GraphQlEngineBenchmark.RunAsync(),
    ["extraction", .. var rest] => ExtractionBenchmark.Run(rest),
    ["bolt", .. var rest] => BoltBenchmark.Run(rest),
    ["store", .. var rest] => await StoreBenchmark.RunAsync(rest),
    ["neo4j", .. var rest] => await Neo4jBenchmark.RunAsync(rest),
    ["server", .. var rest] => await ServerBenchmark.RunAsync(rest),
    ["ingest", .. var rest] => await IngestBenchmark.RunAsync(rest),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("usage: -- nlp [GOLDENS...] | parity FOLDER-OR-FILE... | scaling [LENGTH...] | graphql [SERVER...] [--seconds N] | graphql-engine | graphql-server [--bare] --urls URL | extraction [--articles N] | bolt [--ms N] "
        + "| store [--articles N] [--seed S] [--keep FILE] | store --read FILE [--only TEXT] | neo4j [--articles N] [--batch N] [--seed N] [--keep] [--hub N] "
        + "| server [--store FILE] [--articles N] [--ingest PATH] [--clients 1,16,128] [--seconds N] [--starts N] [--writers N] | ingest [ARTICLES] [THREADS] [BACKLOG]");
    return 2;
}
