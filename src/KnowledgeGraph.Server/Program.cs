using KnowledgeGraph.Server.Cli;

return await KgCommandLine.RunAsync(args, Console.In, Console.Out, Console.Error);
