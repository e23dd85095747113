using KnowledgeGraph.Nlp.Lexicon;

namespace KnowledgeGraph.Nlp.Tests.Lexicon;

public class BoundedCacheTests
{
    [Fact]
    public void It_holds_no_more_than_its_capacity_and_keeps_what_is_used()
    {
        var cache = new BoundedCache<string>(100);
        cache.Add("often", "often");
        var held = 0;
        for (var i = 0; i < 1000; i++)
        {
            cache.Add($"{i}", $"{i}");
            Assert.Equal("often", cache.Find("often"));
        }
        for (var i = 0; i < 1000; i++)
            if (cache.Find($"{i}") is not null) held++;
        Assert.InRange(held, 1, 102);
    }

    [Fact]
    public void The_first_value_of_a_key_stays()
    {
        var cache = new BoundedCache<string>(10);
        Assert.Equal("a", cache.Add("x", "a"));
        Assert.Equal("a", cache.Add("x", "b"));
        Assert.Equal("a", cache.Find("x"));
    }

    [Fact]
    public void Many_threads_get_one_value_a_key()
    {
        var cache = new BoundedCache<string>(2000);
        Parallel.For(0, 20_000, i =>
        {
            var key = $"{i % 500}";
            Assert.Equal(key, cache.Find(key) ?? cache.Add(key, key));
        });
    }
}
