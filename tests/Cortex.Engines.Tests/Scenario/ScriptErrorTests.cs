using System.Text;
using Cortex.Engines.Scenario;

namespace Cortex.Engines.Tests.Scenario;

public sealed class ScriptErrorTests
{
    [Theory]
    [InlineData("", 1, 1, "not JSON")]
    [InlineData("{\n  \"name\": \"x\"\n  \"turns\": []\n}", 3, 3, "not JSON")]
    [InlineData("{\n  \"name\": \"x\",\n  \"turns\": [{}]", 3, 16, "not JSON")]
    [InlineData("{\n  \"name\": 5,\n  \"turns\": [{}]\n}", 2, 11, "name: expected is a text in quotes")]
    [InlineData("{\n  \"name\": \"x\",\n  \"turnz\": [{}]\n}", 3, 12, "known are $schema, name, about")]
    [InlineData("{\n  \"name\": \"x\",\n  \"turns\": {}\n}", 3, 12, "turns: expected is a list")]
    [InlineData("{\n  \"name\": \"x\",\n  \"turns\": [\n    { \"say\": [\"a\", 5] }\n  ]\n}", 4, 20, "turns[0].say[1]: expected is a text in quotes, or an object")]
    [InlineData("{\n  \"name\": \"x\",\n  \"turns\": [\n    { \"say\": [{ \"tone\": 5 }] }\n  ]\n}", 4, 25, "turns[0].say[0].tone: this name is not known here; known are text, wav, toneHz")]
    [InlineData("{\n  \"name\": \"x\",\n  \"turns\": [\n    { \"afterMs\": \"soon\" }\n  ]\n}", 4, 18, "turns[0].afterMs: expected is a whole number")]
    [InlineData("{\n  \"name\": \"x\",\n  \"turns\": [\n    { \"afterMs\": -3 }\n  ]\n}", 4, 18, "0 to 600000")]
    [InlineData("{\n  \"name\": \"x\",\n  \"turns\": [\n    { \"loud\": true }\n  ]\n}", 4, 15, "turns[0].loud: this name is not known here; known are wearer, when")]
    [InlineData("{\n  \"name\": \"x\",\n  \"name\": \"y\",\n  \"turns\": [{}]\n}", 3, 10, "name: is there twice")]
    [InlineData("{\n  \"name\": \"x\",\n  \"turns\": []\n}", 3, 12, "at least one turn")]
    [InlineData("{\n  \"turns\": [{}]\n}", 1, 1, "a scenario has a name")]
    [InlineData("{\n  \"name\": \"x\",\n  \"turns\": [null]\n}", 3, 13, "turns[0]: is null")]
    [InlineData("{\n  \"name\": \"x\",\n  \"turns\": null\n}", 3, 12, "at least one turn")]
    [InlineData("{\n  \"name\": \"x\",\n  \"tools\": [null],\n  \"turns\": [{}]\n}", 3, 13, "tools[0]: is null")]
    [InlineData("{\n  \"name\": \"x\",\n  \"turns\": [{ \"call\": [{ \"name\": \"lamp\" }] }]\n}", 3, 34, "no tool is called 'lamp'; the scenario has no tools")]
    [InlineData("{\n  \"name\": \"x\",\n  \"turns\": [{ \"then\": [{}] }]\n}", 3, 23, "then: follows the answers of tools")]
    [InlineData("{\n  \"name\": \"x\",\n  \"turns\": [{ \"say\": [\"It is {lamp.on}.\"] }]\n}", 3, 23, "the placeholder {lamp.on} is not known")]
    [InlineData("{\n  \"name\": \"x\",\n  \"turns\": [{ \"say\": [{}] }]\n}", 3, 23, "says nothing")]
    [InlineData("{\n  \"name\": \"x\",\n  \"turns\": [{ \"wearer\": { \"picture\": \"no.jpg\", \"type\": \"a\" } }]\n}", 3, 38, "there is no file 'no.jpg'")]
    [InlineData("{\n  \"name\": \"x\",\n  \"turns\": [{ \"wearer\": { \"type\": \"a\", \"say\": \"b\" } }]\n}", 3, 25, "one of say, type and wav")]
    [InlineData("{\n  \"name\": \"x\",\n  \"turns\": [{ \"when\": { \"toolResult\": \"a\" } }]\n}", 3, 39, "only what follows a call")]
    [InlineData("{\n  \"name\": \"x\",\n  \"turns\": [{ \"end\": { \"close\": { \"code\": 7 } } }]\n}", 3, 43, "close code")]
    [InlineData("{\n  \"name\": \"x\",\n  \"tools\": [{ \"name\": \"t\", \"behavior\": \"SLOW\" }],\n  \"turns\": [{}]\n}", 3, 40, "BLOCKING or NON_BLOCKING")]
    [InlineData("[]", 1, 1, "expected is an object")]
    [InlineData("null", 1, 1, "expected is an object")]
    public void A_broken_script_is_refused_with_its_place_and_what_was_expected(string text, int line, int column, string says)
    {
        var error = Assert.Throws<ScriptException>(() => Script.Parse(Encoding.UTF8.GetBytes(text), "my.json", Path.GetTempPath()));
        Assert.Contains(says, error.Message, StringComparison.Ordinal);
        Assert.StartsWith($"my.json({line},{column}): ", error.Message, StringComparison.Ordinal);
        Assert.Equal((line, column), (error.Line, error.Column));
        Assert.DoesNotContain('\n', error.Message);
        Assert.DoesNotContain("System.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_file_says_so_and_names_what_is_built_in()
    {
        var error = Assert.Throws<ScriptException>(() => Script.Load("/no/such/scenario.json"));
        Assert.Contains("there is no such file", error.Message, StringComparison.Ordinal);
        Assert.Contains("tour", error.Message, StringComparison.Ordinal);
        Assert.Contains("no scenario of this name", Assert.Throws<ScriptException>(() => Script.BuiltIn("nope")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_and_a_file_of_noise_are_refused_in_one_line()
    {
        Assert.DoesNotContain('\n', Assert.Throws<ScriptException>(() => Script.Load(Path.GetTempPath())).Message);
        var noise = new byte[4096];
        new Random(7).NextBytes(noise);
        Assert.DoesNotContain('\n', Assert.Throws<ScriptException>(() => Script.Parse(noise, "noise", null)).Message);
    }

    [Fact]
    public void Comments_trailing_commas_and_a_byte_order_mark_are_fine()
    {
        var script = Script.Parse("\uFEFF{ // yes\n \"name\": \"x\", /* also */ \"turns\": [ { \"say\": [\"a\",], }, ], }"u8.ToArray(), "x", null);
        Assert.Equal("a", Assert.Single(Assert.Single(script.Turns).Say).Text);
    }
}
