using KnowledgeGraph.Quality;

return await QualityProgram.RunAsync(args, Console.In, Console.Out, Console.Error);
