using System.Text.Json;
using Cortex.Engines.Tools;
using Cortex.Live.Protocol;
using Cortex.Testing;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Time.Testing;

namespace Cortex.Engines.Tests.Tools;

/// <summary>Calls tools as a conversation does, and shows what came of it as text.</summary>
internal sealed class Calls(IToolAnswers answers)
{
    private readonly object _conversation = new();

    public int Turn { get; set; } = 1;

    public string? Heard { get; set; }

    public async Task<string> AskAsync(string name, string? arguments = null, CancellationToken? cancellation = null)
    {
        var call = new FunctionCall { Id = "1", Name = name, Args = arguments is null ? null : JsonElement.Parse(arguments) };
        try
        {
            return (await answers.AnswerAsync(call, new CallTurn(_conversation, Turn) { Heard = () => Heard }, cancellation ?? Patience.Token()))?.Response.GetRawText() ?? "unknown";
        }
        catch (ToolFailedException e)
        {
            return "failed: " + e.Message;
        }
    }

    public static Toolset Of(params IReadOnlyList<AIFunction> own) => new(own, [], new ToolsetOptions(), new FakeTimeProvider(), new LogCapture());

    public static AIFunction Tool(string name, string output = "done") =>
        new LocalTool(name, "A tool of the test.", null, (_, _) => new(JsonElement.Parse($"\"{output}\"")));
}
