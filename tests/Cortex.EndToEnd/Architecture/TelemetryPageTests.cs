using System.Text.RegularExpressions;
using Cortex.Testing;

namespace Cortex.EndToEnd.Architecture;

/// <summary>docs/telemetry.md lists every instrument there is, and none that is not.</summary>
public sealed partial class TelemetryPageTests
{
    [Theory]
    [InlineData(typeof(Live.Session.LiveEngine))]
    [InlineData(typeof(Engines.Ladder.LadderEngine))]
    [InlineData(typeof(Assistant.Pump.DevicePump))]
    public void The_page_lists_every_instrument_of_a_meter_and_no_other(Type inside)
    {
        var name = inside.Assembly.GetName().Name!;
        var part = Repository.Read("docs/telemetry.md").Split($"\n### {name}\n")[1].Split("\n#")[0];
        var listed = Row().Matches(part).Select(match => match.Groups[1].Value).Order(StringComparer.Ordinal);
        Assert.Equal(TelemetryEar.InstrumentsOf(inside), listed);
    }

    [Fact]
    public void What_is_sent_is_every_meter_and_source_of_the_program()
    {
        var exported = Repository.Read("src/Cortex.App/Telemetry/TelemetryExport.cs");
        var named = Repository.Sources("src/").SelectMany(file => MeterName().Matches(Repository.Read(file)).Select(match => match.Groups[1].Value));
        Expect.None(named.Where(name => !exported.Contains($"\"{name}\"", StringComparison.Ordinal)));
    }

    [GeneratedRegex(@"^\| `([\w.]+)` \|", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex(@"Name = ""(Cortex\.\w+)"";")]
    private static partial Regex MeterName();
}
