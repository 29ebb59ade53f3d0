using System.Text.Json;
using Cortex.Live.Protocol;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;

namespace Cortex.Engines.Tools;

/// <summary>
/// The tools of this device and of its servers as one set: declared, named apart, permitted, run, their results bounded. One set serves
/// any number of conversations.
/// </summary>
public sealed class Toolset : IToolAnswers
{
    private static readonly TimeSpan WordsLimit = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan WordsLook = TimeSpan.FromMilliseconds(100);
    private readonly IReadOnlyList<IToolServer> _servers;
    private readonly ToolsetOptions _options;
    private readonly TimeProvider _time;
    private readonly ToolOffers _offers;
    private readonly ConsentBook _consents = new();
    private readonly long _began;

    /// <summary>Makes it; starts nothing.</summary>
    /// <param name="own">This device's own tools, whose names differ.</param>
    /// <param name="servers">Who else offers some; owned by the caller.</param>
    /// <param name="options">What is permitted, and the bounds.</param>
    /// <param name="time">The clock.</param>
    /// <param name="loggers">For the log.</param>
    public Toolset(IReadOnlyList<AIFunction> own, IReadOnlyList<IToolServer> servers, ToolsetOptions options, TimeProvider time, ILoggerFactory loggers)
    {
        (_servers, _options, _time, _began) = (servers, options, time, time.GetTimestamp());
        _offers = new ToolOffers(own, servers, options, loggers.CreateLogger("Cortex.Engines.Tools"));
    }

    /// <summary>What a conversation that begins now is told of. Waits for nobody: where a server is not ready, the way to its tools is declared instead.</summary>
    public IReadOnlyList<FunctionDeclaration> Declarations => [.. _offers.Declared(), .. _offers.IsIncomplete ? LateTools.Declarations : []];

    /// <inheritdoc />
    public async ValueTask<ToolAnswer?> AnswerAsync(FunctionCall call, CallTurn turn, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(call);
        ArgumentNullException.ThrowIfNull(turn);
        if (_servers.Count > 0 && LateTools.Names.Contains(call.Name))
        {
            return call.Name is LateTools.List ? new ToolAnswer(LateTools.Tell(_offers.All(), _servers, _options.MostResult))
                : LateTools.Meant(call) is not { } meant ? throw new ToolFailedException("it needs the name of a tool")
                : await CallAsync(meant, turn, cancellationToken).ConfigureAwait(false) ?? throw new ToolFailedException($"there is no tool named {ToolText.Clean(meant.Name, 64)}");
        }

        return await CallAsync(call, turn, cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask<ToolAnswer?> CallAsync(FunctionCall call, CallTurn turn, CancellationToken cancellationToken)
    {
        if (_offers.Find(call.Name) is not { } tool)
        {
            return null;
        }

        if (call.Args is { ValueKind: not (JsonValueKind.Object or JsonValueKind.Null) })
        {
            throw new ToolFailedException("its arguments must be an object");
        }

        if (tool.Asks && await UnlessAgreedAsync(call, turn, cancellationToken).ConfigureAwait(false) is { } notYet)
        {
            return new ToolAnswer(notYet);
        }

        var arguments = new AIFunctionArguments();
        foreach (var argument in Members(call.Args).Where(argument => !tool.Asks || argument.Name != OfferedTool.Confirmed))
        {
            arguments[argument.Name] = argument.Value;
        }

        var result = await tool.Function.InvokeAsync(arguments, cancellationToken).ConfigureAwait(false);
        return new ToolAnswer(ToolResult.Of(result, tool.Function, _options.MostResult));
    }

    private static IEnumerable<JsonProperty> Members(JsonElement? arguments) =>
        arguments is { ValueKind: JsonValueKind.Object } some ? some.EnumerateObject() : Enumerable.Empty<JsonProperty>();

    // What is said instead of running it; null: it may run.
    private async ValueTask<JsonElement?> UnlessAgreedAsync(FunctionCall call, CallTurn turn, CancellationToken cancellationToken)
    {
        var isConfirmed = Members(call.Args).Any(static argument => argument.Name == OfferedTool.Confirmed && argument.Value.ValueKind is JsonValueKind.True);
        var heard = turn.Heard();
        if (isConfirmed && _consents.WasAskedBefore(turn))
        {
            // The transcript of a short "yes" may come after what the model makes of it.
            var from = _time.GetTimestamp();
            while (heard is { Length: 0 } && _time.GetElapsedTime(from) < WordsLimit)
            {
                await Task.Delay(WordsLook, _time, cancellationToken).ConfigureAwait(false);
                heard = turn.Heard();
            }
        }

        var plain = ToolResult.Json(writer =>
        {
            writer.WriteStartObject();
            foreach (var argument in Members(call.Args).Where(static argument => argument.Name != OfferedTool.Confirmed))
            {
                argument.WriteTo(writer);
            }

            writer.WriteEndObject();
        });
        return _consents.Decide(call.Name, plain, isConfirmed, turn, heard, _time.GetElapsedTime(_began)) switch
        {
            Consent.Given => null,
            Consent.Ask => ToolResult.Json(static writer =>
            {
                writer.WriteStartObject();
                writer.WriteStartObject("output");
                writer.WriteString("status", "not done yet: ask the wearer");
                writer.WriteString("next", "say in one sentence what will be changed and ask whether to do it; when the wearer has said yes, call again with the same arguments and confirmed true");
                writer.WriteEndObject();
                writer.WriteEndObject();
            }),
            Consent.TooEarly => ToolErrors.Error("not done: the wearer has not answered since they were asked; ask, end your turn, and wait for their answer"),
            _ => ToolErrors.Error("not done: what the wearer said is no agreement; ask again if you are not sure"),
        };
    }
}
