using System.Runtime.CompilerServices;
using Cortex.Engines.Turns;
using Cortex.Media.Detection;
using Cortex.Media.Frames;
using Cortex.Media.Voices;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Cortex.Engines.Offline;

/// <summary>
/// Answers without a network, in two short sentences, from what is really there: the newest picture, and what a scene source makes of
/// it. It understands typed questions of a few kinds and no speech; it says so, and never gives out a transcript. Any thread.
/// </summary>
/// <param name="voice">Speaks the sentences.</param>
/// <param name="scene">Recognises things; null where nobody can.</param>
/// <param name="time">The clock of time limits and of "what time is it"; null for the system's.</param>
/// <param name="loggers">Where it says what went wrong; null for nowhere.</param>
public sealed class OfflineBrain(IVoice voice, ISceneSource? scene = null, TimeProvider? time = null, ILoggerFactory? loggers = null) : IBrain
{
    static readonly TimeSpan SceneTimeLimit = TimeSpan.FromSeconds(1.5);

    readonly TimeProvider _time = time ?? TimeProvider.System;
    readonly ILogger _logger = (loggers ?? NullLoggerFactory.Instance).CreateLogger("Cortex.Engines.Offline");
    int _warned;

    /// <inheritdoc/>
    public string Name => "offline";

    /// <inheritdoc/>
    public async IAsyncEnumerable<AnswerPart> AnswerAsync(Question question, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var asked = Asked.In(question);
        var request = asked.Text is { } text ? RequestReader.Read(text) : new(Topic.Scene);
        Log.Answering(_logger, asked.Text is null ? "spoken" : "typed", request.Topic);

        var sentences = Sentences.For(question.Setup.GenerationConfig?.SpeechConfig?.LanguageCode);
        var speaker = new OfflineVoice(voice, sentences.Language, _time, _logger, () => Interlocked.Exchange(ref _warned, 1) == 0);
        foreach (var sentence in await ReplyAsync(question, asked, request, sentences, cancellationToken).ConfigureAwait(false))
        {
            yield return await speaker.SpeakAsync(sentence, cancellationToken).ConfigureAwait(false);
        }
    }

    async Task<IReadOnlyList<string>> ReplyAsync(Question question, Asked asked, Request request, Sentences sentences, CancellationToken cancellationToken)
    {
        if (asked.ResultIsLost)
            return [sentences.ResultLost, sentences.AskAgain];

        var sight = await LookAsync(question, cancellationToken).ConfigureAwait(false);
        var reply = new ReplyWriter(sentences).Write(request, sight with { IsSpoken = asked.IsSpoken, IsFirst = asked.IsFirst });
        return Remainder.Of(reply, asked.Said);
    }

    async Task<Sight> LookAsync(Question question, CancellationToken cancellationToken)
    {
        // Decoding cannot be broken off, but nobody has to wait for it.
        var sight = await Task.Run(() => Look(question), cancellationToken).WaitAsync(cancellationToken).ConfigureAwait(false);
        if (scene is null || question.Frame is null)
            return sight;

        var found = await FindAsync(scene, question.Frame, cancellationToken).ConfigureAwait(false);
        return found is null ? sight : sight with
        {
            CanRecognise = true,
            Objects = found.Objects,
            Age = found.SeenAt == 0 ? TimeSpan.Zero : _time.GetElapsedTime(found.SeenAt),
        };
    }

    Sight Look(Question question)
    {
        var look = question.Frame is { } frame ? TryLook(frame) : null;
        var earlier = look is not null && question.EarlierFrame is { } before ? TryLook(before) : null;
        return new()
        {
            HasPicture = question.Frame is not null,
            Look = look,
            Change = earlier is null ? null : look!.ChangeSince(earlier),
            Now = _time.GetLocalNow(),
        };
    }

    PictureLook? TryLook(Frame frame)
    {
        try
        {
            return PictureLook.At(frame.Bytes);
        }
        catch (PictureException exception)
        {
            Log.PictureFailed(_logger, exception.Message);
            return null;
        }
    }

    async Task<Scene?> FindAsync(ISceneSource source, Frame frame, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(SceneTimeLimit, _time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            return await source.FindAsync(frame, both.Token).AsTask().WaitAsync(both.Token).ConfigureAwait(false);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            // Whatever is wrong with it, the wearer still gets the answer that needs no detector.
            Log.SceneFailed(_logger, limit.IsCancellationRequested ? "it took too long" : exception.Message);
            return null;
        }
    }
}
