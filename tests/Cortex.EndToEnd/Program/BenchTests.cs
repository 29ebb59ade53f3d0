using System.Text.Json;

namespace Cortex.EndToEnd.Program;

public sealed class BenchTests
{
    [Fact]
    public async Task All_benches_go_into_a_page_a_table_and_JSON()
    {
        using var folder = new TemporaryFolder();
        var run = (await CortexProgram.RunAsync("bench", "all", "--quick", "--only", "micro", "--out", folder.File("measured"))).Expect(0);

        Assert.Contains(Path.Combine("measured", "index.html"), run.Output);
        Assert.Contains("encode 20 ms of sound", await File.ReadAllTextAsync(folder.File("measured/index.html"), TestContext.Current.CancellationToken));
        Assert.Contains("| encode 20 ms of sound |", await File.ReadAllTextAsync(folder.File("measured/table.md"), TestContext.Current.CancellationToken));
        using var results = JsonDocument.Parse(await File.ReadAllTextAsync(folder.File("measured/results.json"), TestContext.Current.CancellationToken));
        var rows = Assert.Single(results.RootElement.EnumerateArray()).GetProperty("report").GetProperty("rows").EnumerateArray();
        Assert.All(rows.Where(static row => row.GetProperty("what").GetString() is "  allocated"), static row => Assert.Equal(0, row.GetProperty("max").GetDouble()));
    }
}
