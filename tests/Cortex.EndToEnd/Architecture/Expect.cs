namespace Cortex.EndToEnd.Architecture;

/// <summary>Says every fault at once, where xunit's own message would cut the list short.</summary>
static class Expect
{
    public static void None(IEnumerable<string> faults)
    {
        var all = faults.ToList();
        Assert.True(all.Count == 0, string.Join('\n', all));
    }
}
