using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Cortex.Engines.Turns;
using Cortex.Live.Protocol;

namespace Cortex.Server.Tests.Clients;

/// <summary>A brain whose answers tell what reached it.</summary>
internal sealed class ClientBrain : IBrain
{
    public string Name => "client test";

    public async IAsyncEnumerable<AnswerPart> AnswerAsync(Question question, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.Yield();
        if (question.Speech.Length > 0)
        {
            yield return new AnswerHeard("What is this?");
        }

        foreach (var part in Parts(question))
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return part;
        }
    }

    private static IEnumerable<AnswerPart> Parts(Question question) => question switch
    {
        { Tools: [{ Response.Response: { } response }] } => [Say($"The lamp is {response.GetProperty("output").GetProperty("lamp").GetString()}.", 0.5)],
        { Text: { } text } when text.Contains("story", StringComparison.Ordinal) => [Say("Once upon a time.", 20)],
        { Text: { } text } when text.Contains("Light", StringComparison.Ordinal) => [new AnswerToolCalls([Call()])],
        { Text: { } text } when text.Contains("first", StringComparison.Ordinal) => [Say($"You asked: {question.History.Entries[0].Text} Turn {question.Turn}.", 0.3)],
        { Text: { } text } when text.Contains("instruction", StringComparison.Ordinal) => [Say(question.Setup.SystemInstruction!.Parts[0].Text!, 0.3)],
        { Frame: { } frame } => [Say(string.Create(CultureInfo.InvariantCulture, $"I see {frame.Bytes.Length} bytes of {frame.MimeType}."), 0.7)],
        _ => [Say("I heard you.", 0.3)],
    };

    private static AnswerSpeech Say(string text, double seconds) => new(text, new byte[(int)(seconds * 24_000) * 2]);

    private static FunctionCall Call()
    {
        using var args = JsonDocument.Parse("""{"on":true}""");
        return new FunctionCall { Name = "set_lamp", Args = args.RootElement.Clone() };
    }
}
