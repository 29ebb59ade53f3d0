using System.Runtime.CompilerServices;
using Cortex.Engines.Turns;
using Cortex.Live;
using Cortex.Live.Connection;
using Cortex.Live.Protocol;
using Cortex.Media.Voices;

namespace Cortex.Engines.Scenario;

/// <summary>
/// Answers from a <see cref="Script"/>: a Live server over it is an emulator, and a conversation with it always goes the same way.
/// Stateless: the turn is found by its number and by what is asked. Any number of conversations at once.
/// </summary>
public sealed class ScenarioBrain : IBrain
{
    private const int DefaultToneMs = 500;
    private const int DefaultCloseCode = 1011;

    private readonly Script _script;
    private readonly IVoice _voice;
    private readonly TimeProvider _time;

    /// <summary>Makes the brain.</summary>
    /// <param name="script">What to play.</param>
    /// <param name="voice">Speaks the texts.</param>
    /// <param name="time">The clock of the script's delays; null: the system's.</param>
    public ScenarioBrain(Script script, IVoice voice, TimeProvider? time = null)
    {
        ArgumentNullException.ThrowIfNull(script);
        ArgumentNullException.ThrowIfNull(voice);
        (_script, _voice, _time) = (script, voice, time ?? TimeProvider.System);
    }

    /// <summary>The script's name.</summary>
    public string Name => _script.Name;

    /// <inheritdoc />
    public async IAsyncEnumerable<AnswerPart> AnswerAsync(Question question, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(question);
        var turn = ScriptChoice.Turn(_script, question);
        if (turn?.Heard is { } heard && question.Tools.Count == 0 && question.Speech.Length > 0)
        {
            yield return new AnswerHeard(heard);
        }

        var reply = turn is null ? null : ScriptChoice.AfterTools(turn, question);
        if (reply is null)
        {
            yield return await SpeakAsync(Otherwise(turn is not null), cancellationToken).ConfigureAwait(false);
            yield break;
        }

        await Task.Delay(TimeSpan.FromMilliseconds(reply.AfterMs), _time, cancellationToken).ConfigureAwait(false);
        foreach (var say in reply.Say)
        {
            if (say.StallMs > 0)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(say.StallMs), _time, cancellationToken).ConfigureAwait(false);
            }

            if (await SayAsync(say, question, cancellationToken).ConfigureAwait(false) is { } speech)
            {
                yield return speech;
            }
        }

        if (reply.Call.Count > 0)
        {
            yield return Undeclared(reply, question.Setup) is { } missing
                ? await SpeakAsync(missing, cancellationToken).ConfigureAwait(false)
                : new AnswerToolCalls([.. reply.Call.Select(static call => new FunctionCall { Name = call.Name, Args = call.Args })]);
        }

        if (reply.End is { } end)
        {
            yield return await EndAsync(end, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<AnswerPart> EndAsync(ScriptEnd end, CancellationToken cancellationToken)
    {
        if (end.NoAnswer)
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, _time, cancellationToken).ConfigureAwait(false);
        }

        if (end.Close is { } close)
        {
            throw new BrainException(CloseReasons.Classify(CloseSide.Server, close.Code ?? DefaultCloseCode, close.Text, beforeSetup: false));
        }

        return new AnswerEnd(end.Reason is null ? null : TurnCompleteReason.From(end.Reason), end.WaitingForInput);
    }

    private async Task<AnswerSpeech?> SayAsync(ScriptSay say, Question question, CancellationToken cancellationToken)
    {
        var text = Placeholders.Fill(say.Text ?? "", question);
        var speech = say switch
        {
            { Wav: { } wav } => new AnswerSpeech(text, Sound(wav)),
            { ToneHz: { } hz } => new AnswerSpeech(text, ScriptSounds.Tone(hz, say.ToneMs ?? DefaultToneMs)),
            _ when text.Length > 0 => await SpeakAsync(text, cancellationToken).ConfigureAwait(false),
            _ => null,
        };
        if (say.PauseMs == 0)
        {
            return speech;
        }

        var pause = ScriptSounds.Silence(say.PauseMs);
        return speech is null ? new AnswerSpeech("", pause) : speech with { Pcm = (byte[])[.. speech.Pcm.Span, .. pause] };
    }

    private byte[] Sound(string wav)
    {
        try
        {
            return ScriptSounds.Wav(_script, wav);
        }
        catch (IOException e)
        {
            throw Failed(e);
        }
    }

    private async Task<AnswerSpeech> SpeakAsync(string text, CancellationToken cancellationToken)
    {
        try
        {
            return new AnswerSpeech(text, await _voice.SpeakAsync(text, _script.Language, cancellationToken).ConfigureAwait(false));
        }
        catch (IOException e)
        {
            throw Failed(e);
        }
    }

    private static BrainException Failed(IOException e) => new(new CloseReason(CloseSide.Server, 1011, e.Message, CloseClass.ServerFault), e);

    private string Otherwise(bool isAboutTools) => _script.Otherwise
        ?? (isAboutTools ? $"The scenario {_script.Name} has no line for what the tool answered."
            : $"The scenario {_script.Name} has no line for this. Ask as it expects, or start it again.");

    private string? Undeclared(ScriptReply reply, Setup setup)
    {
        var declared = setup.Tools?.SelectMany(static tool => tool.FunctionDeclarations ?? []).Select(static one => one.Name).ToHashSet() ?? [];
        var missing = reply.Call.FirstOrDefault(call => !declared.Contains(call.Name));
        return missing is null ? null : $"The scenario {_script.Name} would call the tool {missing.Name} now, but this conversation did not declare it.";
    }
}
