namespace KnowledgeGraph.GraphQL.Validation;

/// <summary>
/// Sorts a short list by a comparison that need not be transitive. What then comes out depends on the steps taken, so these are
/// the steps that JavaScript engines take for short arrays: a run at the front is kept or turned round, the rest is inserted.
/// </summary>
static class BinaryInsertionSort
{
    public static void Sort<T>(List<T> items, Comparison<T> compare)
    {
        if (items.Count < 2)
            return;
        for (var next = MakeRun(items, compare); next < items.Count; next++)
        {
            var item = items[next];
            var low = 0;
            var high = next;
            while (low < high)
            {
                var middle = low + (high - low) / 2;
                if (compare(item, items[middle]) < 0)
                    high = middle;
                else
                    low = middle + 1;
            }
            items.RemoveAt(next);
            items.Insert(low, item);
        }
    }

    /// <summary>The length of the run at the front, which is ascending afterwards.</summary>
    static int MakeRun<T>(List<T> items, Comparison<T> compare)
    {
        var descending = compare(items[1], items[0]) < 0;
        var length = 2;
        while (length < items.Count && compare(items[length], items[length - 1]) < 0 == descending)
            length++;
        if (descending)
            items.Reverse(0, length);
        return length;
    }
}
