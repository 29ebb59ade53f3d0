using System.Collections;
using System.Text;
using Cortex.App.Configuration;
using Cortex.Assistant.Commands;
using Cortex.Assistant.Routing;
using Cortex.Server.Faults;

namespace Cortex.App.Tests.Documents;

/// <summary>The files that pages show are files that the program reads.</summary>
public sealed class DocumentedFileTests
{
    [Theory]
    [InlineData("docs/tools.md")]
    [InlineData("docs/makers.md")]
    public void Settings_in_a_page_are_read_without_a_fault(string page)
    {
        var blocks = Pages.Blocks(page).ToList();
        Assert.NotEmpty(blocks);
        foreach (var (where, json) in blocks)
        {
            using var file = new TemporaryFile(json);
            var faults = new List<SettingFault>();
            SettingsReader.Read(file.Path, new Hashtable(), [], faults);
            Assert.True(faults.Count == 0, $"{where}: {string.Join("; ", faults)}");
        }
    }

    [Fact]
    public void Words_of_another_language_and_routes_of_ones_own_are_read_without_a_fault()
    {
        var blocks = Pages.Blocks("docs/commands.md").ToList();
        Assert.Equal(2, blocks.Count);
        Assert.NotNull(CommandFile.Read(Encoding.UTF8.GetBytes(blocks[0].Json), "de", out var words));
        Assert.Empty(words);
        Assert.NotNull(RouteFile.Read(Encoding.UTF8.GetBytes(blocks[1].Json), out var routes));
        Assert.Empty(routes);
    }

    [Fact]
    public void The_plan_of_faults_is_one_that_the_server_follows()
    {
        var (where, json) = Assert.Single(Pages.Blocks("docs/faults.md"));
        Assert.Equal(2, FaultPlan.Parse(Encoding.UTF8.GetBytes(json), where).Faults.Count);
    }
}
