using KnowledgeGraph.Benchmarks;

return args switch
{
    ["nlp", .. var rest] => NlpBenchmark.Run(rest),
    ["parity", .. var rest] => NlpParity.Run(rest),
    ["scaling", .. var rest] => NlpScaling.Run(rest),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("usage: -- nlp [GOLDENS...] | parity FOLDER-OR-FILE... | scaling [LENGTH...]");
    return 2;
}
