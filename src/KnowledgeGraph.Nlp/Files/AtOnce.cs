using System.Runtime.ExceptionServices;

namespace KnowledgeGraph.Nlp.Files;

/// <summary>Runs the parts of loading on several cores; the first error is thrown as it is.</summary>
internal static class AtOnce
{
    public static (T1, T2, T3) Run<T1, T2, T3>(Func<T1> first, Func<T2> second, Func<T3> third)
    {
        var (a, b, c) = (default(T1), default(T2), default(T3));
        try
        {
            Parallel.Invoke(() => a = first(), () => b = second(), () => c = third());
        }
        catch (AggregateException e)
        {
            ExceptionDispatchInfo.Throw(e.Flatten().InnerExceptions[0]);
        }
        return (a!, b!, c!);
    }
}
