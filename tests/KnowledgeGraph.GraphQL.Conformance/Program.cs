using System.Text;
using KnowledgeGraph.GraphQL.Conformance;

// Answers JSON lines on standard input with JSON lines on standard output, so that any other engine can be compared with this one.
using var input = new StreamReader(Console.OpenStandardInput(), new UTF8Encoding(false), detectEncodingFromByteOrderMarks: false, 1 << 16);
using var output = new StreamWriter(Console.OpenStandardOutput(), new UTF8Encoding(false), 1 << 16) { NewLine = "\n" };
var cases = new CaseRunner();
while (await input.ReadLineAsync() is { } line)
{
    if (line.Length == 0)
        continue;
    await output.WriteLineAsync(await cases.RunAsync(line));

    // Whoever waits for an answer before the next question gets it.
    await output.FlushAsync();
}
return 0;
