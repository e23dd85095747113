using FsCheck.Xunit;
using KnowledgeGraph.Model;

namespace KnowledgeGraph.Model.Tests;

public class PartialDateTests
{
    [Theory]
    [InlineData("2025", "2025-01-01", "2025-12-31")]
    [InlineData("2024-02", "2024-02-01", "2024-02-29")]
    [InlineData("2025-07-04", "2025-07-04", "2025-07-04")]
    [InlineData("2025-07-03/2025-07-04", "2025-07-03", "2025-07-04")]
    [InlineData("2022/2025-07", "2022-01-01", "2025-07-31")]
    public void A_date_spans_the_days_it_can_mean(string text, string first, string last)
    {
        var date = PartialDate.Parse(text);
        Assert.Equal(first, date.First.ToString("yyyy-MM-dd"));
        Assert.Equal(last, date.Last.ToString("yyyy-MM-dd"));
        Assert.Equal(text, date.ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("25-07-04")]
    [InlineData("2025-13")]
    [InlineData("2025-02-30")]
    [InlineData("2025-07-04/2025-07-03")]
    [InlineData("2025/2026/2027")]
    [InlineData("yesterday")]
    [InlineData("٢٠٢٥")]
    public void What_is_no_date_is_refused(string text)
    {
        Assert.False(PartialDate.TryParse(text, out _));
        Assert.Contains(text, Assert.Throws<FormatException>(() => PartialDate.Parse(text)).Message);
    }

    [Theory]
    [InlineData("2025-07", "2025-07-04", true)]
    [InlineData("2025-07-03/2025-07-04", "2025-07-04", true)]
    [InlineData("2025-06", "2025-07-04", false)]
    public void Dates_agree_where_some_day_fits_both(string one, string other, bool agree)
    {
        Assert.Equal(agree, PartialDate.Parse(one).Agrees(PartialDate.Parse(other)));
        Assert.Equal(agree, PartialDate.Parse(other).Agrees(PartialDate.Parse(one)));
    }

    [Property]
    public void Two_days_in_any_order_give_one_interval(int a, int b)
    {
        var from = PartialDate.Day(DateOnly.FromDayNumber(730_000 + Math.Abs(a % 20_000)));
        var to = PartialDate.Day(DateOnly.FromDayNumber(730_000 + Math.Abs(b % 20_000)));
        Assert.Equal(PartialDate.Between(from, to), PartialDate.Between(to, from));
        Assert.Equal(PartialDate.Between(from, to), PartialDate.Parse(PartialDate.Between(from, to).ToString()));
    }
}
