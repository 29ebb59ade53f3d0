using System.Text;
using Cortex.Assistant.Routing;

namespace Cortex.Assistant.Tests.Routing;

public sealed class RouteFileTests
{
    [Fact]
    public void A_file_adds_and_takes_away()
    {
        var table = Read("""{ /* ours */ "threshold": 0.9, "layer1": ["anything near me", "-look"], "layer3First": ["bring me home"], "fillers": ["righto"], }""", out var faults)!;
        Assert.Empty(faults);
        Assert.Equal(0.9, table.Threshold);
        Assert.Equal(1, Router.Decide("Is anything near me?", table).Layer);
        Assert.Equal(2, Router.Decide("look", table).Layer);
        Assert.Equal(3, Router.Decide("Bring me home", table).Layer);
        Assert.Equal(0, Router.Decide("Righto.", table).Layer);
        Assert.Equal(3, Router.Decide("where am i", table).Layer);
    }

    [Fact]
    public void A_file_can_start_from_nothing() =>
        Assert.Equal(2, Router.Decide("where am i", Read("""{ "replaces": true, "layer1": ["siehst du"] }""", out _)!).Layer);

    [Fact]
    public void All_faults_are_told_at_once()
    {
        Assert.Null(Read("""{ "threshold": 2, "layer1": "look", "layer4": [], "fillers": ["…"], "replaces": 1 }""", out var faults));
        Assert.Equal(5, faults.Count);
        Assert.All(new[] { "threshold", "layer1", "layer4", "fillers", "replaces" }, name => Assert.Contains(faults, fault => fault.StartsWith(name, StringComparison.Ordinal)));
        Assert.Null(Read("[]", out faults));
        Assert.Single(faults);
        Assert.Null(Read("{ \"layer1\": [", out faults));
        Assert.Single(faults);
    }

    private static RouteTable? Read(string json, out IReadOnlyList<string> faults) => RouteFile.Read(Encoding.UTF8.GetBytes(json), out faults);
}
