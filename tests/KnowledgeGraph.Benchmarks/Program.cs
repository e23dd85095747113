using KnowledgeGraph.Benchmarks;

return args switch
{
    ["nlp", .. var rest] => NlpBenchmark.Run(rest),
    ["parity", .. var rest] => NlpParity.Run(rest),
    ["scaling", .. var rest] => NlpScaling.Run(rest),
    ["graphql-engine"] => await GraphQlEngineBenchmark.RunAsync(),
    ["bolt", .. var rest] => BoltBenchmark.Run(rest),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("usage: -- nlp [GOLDENS...] | parity FOLDER-OR-FILE... | scaling [LENGTH...] | graphql-engine | bolt [--ms N]");
    return 2;
}
