using System.Text.Json;
using Cortex.App.FirstSetup;

namespace Cortex.App.Tests.FirstSetup;

/// <summary>One value is set; every other byte stays.</summary>
public sealed class JsonEditTests
{
    [Theory]
    [InlineData("{\n}\n", "language", "\"pl\"", "{\n  \"language\": \"pl\"\n\n}\n")]
    [InlineData("{}", "sound.volume", "1.5", "{\n  \"sound\": { \"volume\": 1.5 }\n}")]
    [InlineData("{ /* mine */ }", "language", "\"pl\"", "{\n  \"language\": \"pl\"\n /* mine */ }")]
    [InlineData("{\n  // the tongue\n  \"Language\": \"en\", // so far\n}", "language", "\"pl\"", "{\n  // the tongue\n  \"Language\": \"pl\", // so far\n}")]
    [InlineData("{ \"sound\": { \"echo\": \"off\" } }", "sound.volume", "1", "{ \"sound\": {\n    \"volume\": 1, \"echo\": \"off\" } }")]
    [InlineData("{ \"sound.volume\": 2, \"a\": [1, { \"b\": \"}\" }] }", "sound.volume", "1", "{ \"sound.volume\": 1, \"a\": [1, { \"b\": \"}\" }] }")]
    [InlineData("{ \"sound\": null }", "sound.volume", "1", "{\n  \"sound\": { \"volume\": 1 }, \"sound\": null }")]
    [InlineData("{ \"camera\": { \"device\": { } }, \"language\": null }", "language", "\"zażółć\"", "{ \"camera\": { \"device\": { } }, \"language\": \"zażółć\" }")]
    public void Only_the_value_changes(string text, string key, string value, string expected)
    {
        var edited = JsonEdit.Set(text, key, value);
        Assert.Equal(expected, edited);
        using var parsed = JsonDocument.Parse(edited, new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("{ \"a\": }")]
    public void What_is_no_object_is_refused(string text) => Assert.ThrowsAny<JsonException>(() => JsonEdit.Set(text, "language", "\"pl\""));

    [Fact]
    public void The_example_keeps_every_line_but_one()
    {
        var text = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "..", "..", "..", "..", "cortex.example.json"));
        var edited = JsonEdit.Set(text, "sound.volume", "0.7").Split('\n');
        Assert.Single(edited.Except(text.Split('\n')));
        Assert.Equal(text.Split('\n').Length, edited.Length);
    }
}
