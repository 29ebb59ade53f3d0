using System.Text;
using System.Text.Json;
using Cortex.Server.Faults;
using Cortex.Server.Hosting;
using Cortex.Server.Tests.Rig;

namespace Cortex.Server.Tests.Faults;

public sealed class FaultPlanTests
{
    public static TheoryData<string> BuiltIn => [.. FaultPlan.BuiltInNames];

    [Theory]
    [InlineData("", 1, 1, "not JSON")]
    [InlineData("null", 1, 1, "expected is an object")]
    [InlineData("{\n  \"faults\": []\n}", 1, 1, "a fault plan has a name")]
    [InlineData("{\n  \"name\": \"x\",\n  \"falts\": []\n}", 3, 12, "falts: this name is not known here; known are $schema, name, about, seed, faults")]
    [InlineData("{\n  \"name\": \"x\",\n  \"faults\": [ { } ]\n}", 3, 15, "faults[0]: lacks 'what'")]
    [InlineData("{\n  \"name\": \"x\",\n  \"faults\": [ null ]\n}", 3, 15, "faults[0]: is null")]
    [InlineData("{\n  \"name\": \"x\",\n  \"faults\": [ { \"what\": \"fire\" } ]\n}", 3, 25, "faults[0].what: expected is one of drop, abort, quota")]
    [InlineData("{\n  \"name\": \"x\",\n  \"faults\": [ { \"what\": 3 } ]\n}", 3, 25, "faults[0].what: expected is one of")]
    [InlineData("{\n  \"name\": \"x\",\n  \"faults\": [ { \"what\": \"drop\", \"code\": 1011 } ]\n}", 3, 41, "faults[0].code: does not belong to drop; it has reset")]
    [InlineData("{\n  \"name\": \"x\",\n  \"faults\": [ { \"what\": \"halfOpen\", \"ms\": 5 } ]\n}", 3, 43, "faults[0].ms: halfOpen has no values")]
    [InlineData("{\n  \"name\": \"x\",\n  \"faults\": [ { \"what\": \"abort\", \"code\": 1006 } ]\n}", 3, 42, "a code that a close frame may carry")]
    [InlineData("{\n  \"name\": \"x\",\n  \"faults\": [ { \"what\": \"stall\", \"ms\": -1 } ]\n}", 3, 40, "faults[0].ms: is -1; expected is 0 to")]
    [InlineData("{\n  \"name\": \"x\",\n  \"faults\": [ { \"what\": \"drop\", \"when\": { \"turn\": 0 } } ]\n}", 3, 51, "faults[0].when.turn: is 0; expected is 1 to")]
    [InlineData("{\n  \"name\": \"x\",\n  \"faults\": [ { \"what\": \"drop\", \"when\": { \"probability\": 2 } } ]\n}", 3, 58, "a number from 0 to 1")]
    [InlineData("{\n  \"name\": \"x\",\n  \"faults\": [ { \"what\": \"drop\", \"when\": { \"request\": 2 } } ]\n}", 3, 54, "is about HTTP, and this fault is about sockets")]
    [InlineData("{\n  \"name\": \"x\",\n  \"faults\": [ { \"what\": \"httpError\", \"when\": { \"turn\": 2 } } ]\n}", 3, 56, "is about sockets, and this fault is about HTTP")]
    [InlineData("{\n  \"name\": \"x\",\n  \"faults\": [ { \"what\": \"garbage\", \"layer\": \"tcp\" } ]\n}", 3, 45, "expected is frame or message")]
    public void A_broken_plan_is_refused_with_its_place_and_what_was_expected(string text, int line, int column, string says)
    {
        var error = Assert.Throws<FaultPlanException>(() => FaultPlan.Parse(Encoding.UTF8.GetBytes(text), "my.json"));
        Assert.Contains(says, error.Message, StringComparison.Ordinal);
        Assert.StartsWith($"my.json({line},{column}): ", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
        Assert.DoesNotContain("Cortex.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_file_says_so_and_names_what_is_built_in() =>
        Assert.Contains("there is no such file. Built in are: ", Assert.Throws<FaultPlanException>(() => FaultPlan.Load("/no/such.json")).Message, StringComparison.Ordinal);

    [Theory]
    [MemberData(nameof(BuiltIn))]
    public async Task A_built_in_plan_can_be_served_and_its_readme_tells_it(string name)
    {
        var plan = FaultPlan.Load(name);
        Assert.Equal(name, plan.Name);
        Assert.NotEmpty(plan.About!);
        Assert.Contains($"`{name}.json`", await File.ReadAllTextAsync(Sample("README.md"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
        await using var rig = await ServerRig.StartAsync(new LiveServerOptions { Faults = plan });
    }

    [Fact]
    public async Task A_plan_made_in_code_is_checked_like_a_file()
    {
        var plan = new FaultPlan { Name = "mine", Faults = [new Fault { What = FaultKind.Stall, Ms = -5 }] };
        var error = await Assert.ThrowsAsync<ArgumentException>(() => ServerRig.StartAsync(new LiveServerOptions { Faults = plan }));
        Assert.Contains("Faults.faults[0].ms is -5", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Schema_and_page_know_every_kind_every_value_and_every_condition()
    {
        using var schema = JsonDocument.Parse(File.ReadAllText(Sample("cortex-faults.schema.json")));
        var definitions = schema.RootElement.GetProperty("$defs");
        var fault = definitions.GetProperty("fault").GetProperty("properties");
        var page = File.ReadAllText(Path.Combine(Root, "docs", "faults.md"));
        var shape = FaultJson.Default.Fault.Properties.Select(static property => property.Name);
        var conditions = FaultJson.Default.FaultWhen.Properties.Select(static property => property.Name).ToList();

        Assert.Equal(FaultKindConverter.Names, fault.GetProperty("what").GetProperty("oneOf").EnumerateArray().Select(static kind => kind.GetProperty("const").GetString()!));
        Assert.Equal(shape.Order(StringComparer.Ordinal), fault.EnumerateObject().Select(static property => property.Name).Order(StringComparer.Ordinal));
        Assert.Equal(
            conditions.Order(StringComparer.Ordinal),
            definitions.GetProperty("when").GetProperty("properties").EnumerateObject().Select(static property => property.Name).Order(StringComparer.Ordinal));
        Assert.All([.. FaultKindConverter.Names, .. conditions], name => Assert.Contains($"`{name}`", page, StringComparison.Ordinal));
        Assert.All(Enum.GetValues<FaultKind>().SelectMany(FaultValues.Of), value => Assert.Contains($"`{value}`", page, StringComparison.Ordinal));
    }

    private static string Root { get; } = FindRoot();

    private static string Sample(string name) => Path.Combine(Root, "samples", "faults", name);

    private static string FindRoot()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Cortex.slnx")))
        {
            folder = Path.GetDirectoryName(folder)!;
        }

        return folder;
    }
}
