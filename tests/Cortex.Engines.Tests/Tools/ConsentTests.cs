using Cortex.Engines.Tools;
using Cortex.Testing;
using Microsoft.Extensions.Time.Testing;

namespace Cortex.Engines.Tests.Tools;

/// <summary>What the wearer must agree to runs in a later turn of theirs, and in no other way.</summary>
public sealed class ConsentTests
{
    private const string Yes = """{"what":"letters","confirmed":true}""";
    private readonly FakeTimeProvider _clock = new() { AutoAdvanceAmount = TimeSpan.FromSeconds(1) };
    private readonly Calls _calls;
    private int _runs;

    public ConsentTests()
    {
        var delete = new LocalTool("delete", "Deletes.", """{"type":"object","properties":{"what":{"type":"string"}}}""", (arguments, _) =>
        {
            _runs++;
            return new(System.Text.Json.JsonElement.Parse($"\"deleted {arguments.Text("what", 100)}\""));
        });
        var options = new ToolsetOptions { Permissions = new ToolPermissions { Confirm = ["delete"] } };
        _calls = new Calls(new Toolset([delete], [], options, _clock, new LogCapture()));
    }

    [Fact]
    public async Task The_first_call_only_asks_and_a_later_turn_runs_it_once()
    {
        Assert.Contains("ask the wearer", await _calls.AskAsync("delete", """{"what":"letters"}"""), StringComparison.Ordinal);
        Assert.Equal(0, _runs);

        (_calls.Turn, _calls.Heard) = (2, "yes, do it");
        Assert.Equal("""{"output":"deleted letters"}""", await _calls.AskAsync("delete", Yes));
        Assert.Contains("ask the wearer", await _calls.AskAsync("delete", Yes), StringComparison.Ordinal);
        Assert.Equal(1, _runs);
    }

    [Fact]
    public async Task A_model_that_agrees_with_itself_in_the_same_turn_is_refused()
    {
        await _calls.AskAsync("delete", """{"what":"letters"}""");
        Assert.Contains("has not answered", await _calls.AskAsync("delete", Yes), StringComparison.Ordinal);
        Assert.Equal(0, _runs);
    }

    [Fact]
    public async Task A_first_call_that_says_it_is_confirmed_asks_like_any_other()
    {
        _calls.Turn = 7;
        Assert.Contains("ask the wearer", await _calls.AskAsync("delete", Yes), StringComparison.Ordinal);
        Assert.Equal(0, _runs);
    }

    [Theory]
    [InlineData("no, leave it")]
    [InlineData("Nie!")]
    [InlineData("please don’t")]
    [InlineData("")]
    public async Task A_no_and_a_turn_without_words_are_no_agreement(string heard)
    {
        await _calls.AskAsync("delete", """{"what":"letters"}""");
        (_calls.Turn, _calls.Heard) = (2, heard);
        var answer = _calls.AskAsync("delete", Yes);
        while (!answer.IsCompleted)
        {
            _clock.Advance(TimeSpan.FromMilliseconds(200));
            await Task.Yield();
        }

        Assert.Contains("not done", await answer, StringComparison.Ordinal);
        Assert.Equal(0, _runs);
    }

    [Fact]
    public async Task Other_arguments_another_conversation_and_a_late_yes_ask_again()
    {
        await _calls.AskAsync("delete", """{"what":"letters"}""");
        (_calls.Turn, _calls.Heard) = (2, "yes");
        Assert.Contains("ask the wearer", await _calls.AskAsync("delete", """{"what":"everything","confirmed":true}"""), StringComparison.Ordinal);
        _clock.Advance(ConsentBook.Life + TimeSpan.FromSeconds(1));
        Assert.Contains("ask the wearer", await _calls.AskAsync("delete", Yes), StringComparison.Ordinal);
        Assert.Equal(0, _runs);
    }

    [Fact]
    public async Task Where_nobody_writes_speech_down_the_turn_alone_decides()
    {
        await _calls.AskAsync("delete", """{"what":"letters"}""");
        (_calls.Turn, _calls.Heard) = (2, null);
        Assert.Equal("""{"output":"deleted letters"}""", await _calls.AskAsync("delete", Yes));
    }

    [Fact]
    public void The_list_says_who_runs_who_asks_and_who_is_refused()
    {
        var permissions = new ToolPermissions { Allow = ["files.write", "notes.*"], Confirm = ["files.delete", "mail.*"] };
        Assert.Equal(ToolRule.Runs, permissions.RuleOf("files", "read", isReadOnly: true));
        Assert.Equal(ToolRule.Runs, permissions.RuleOf("files", "write", isReadOnly: false));
        Assert.Equal(ToolRule.Refused, permissions.RuleOf("files", "move", isReadOnly: false));
        Assert.Equal(ToolRule.Runs, permissions.RuleOf("notes", "add", isReadOnly: false));
        Assert.Equal(ToolRule.Asks, permissions.RuleOf("files", "delete", isReadOnly: true));
        Assert.Equal(ToolRule.Asks, permissions.RuleOf("mail", "send", isReadOnly: false));
        Assert.Equal(ToolRule.Runs, permissions.RuleOf(null, "remember_note", isReadOnly: false));
    }
}
