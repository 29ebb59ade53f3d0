using Cortex.Live;
using Cortex.Live.Protocol;
using Cortex.Media.Frames;

namespace Cortex.Engines.Turns;

/// <summary>
/// What the client says, as questions for the core: sound in automatic or manual turns, typed words, pictures, history. Everything
/// borrowed is used up or copied within a call.
/// </summary>
internal sealed class UserSide : IEarListener, IDisposable
{
    private readonly TurnCore _core;
    private readonly Context _context;
    private readonly Tally _tally;
    private readonly Action<Notice> _note;
    private readonly Sight _sight;
    private readonly PcmInput _pcm = new();
    private readonly PcmInput.Taker _takeLive;
    private readonly Ear? _ear;
    private readonly Backdrop? _all;
    private readonly Contents _contents;
    private readonly bool _hearsMediaChunks;
    private readonly TimeSpan _longest;
    private readonly HashSet<string> _warned = [];

    // What belongs to the turn that is open.
    private readonly Draft _spoken = new();
    private TimeSpan _now;

    public UserSide(Setup setup, TurnEngineOptions options, TurnCore core, Context context, Tally tally, Action<Notice> note)
    {
        (_core, _context, _tally, _note, _longest) = (core, context, tally, note, options.LongestUtterance);
        _sight = new Sight(setup);
        _contents = new Contents(context, options.LongestUtterance, setup.HistoryConfig?.InitialHistoryInClientContent is true, Warn);
        _hearsMediaChunks = ModelManners.Of(setup.Model).HearsMediaChunks;
        _takeLive = Take;
        _all = setup.RealtimeInputConfig?.TurnCoverage == TurnCoverage.TurnIncludesAllInput ? new Backdrop(_longest) : null;
        var detection = setup.RealtimeInputConfig?.AutomaticActivityDetection;
        if (detection?.Disabled is not true)
        {
            _ear = new Ear(detection, _longest, this);
        }
    }

    /// <summary>A piece of the live streams.</summary>
    public void Hear(RealtimeInput input, TimeSpan now, long timestamp)
    {
        _now = now;
        if (input.Audio is { } audio)
        {
            HearSound(audio);
        }

        if (input.Video is { } picture)
        {
            See(picture, input.MediaResolution, timestamp);
        }

        if (input.MediaChunks is [var chunk, ..])
        {
            HearChunk(chunk, input.MediaResolution, timestamp);
        }

        if (!string.IsNullOrWhiteSpace(input.Text))
        {
            HearWords(input.Text);
        }

        if (_ear is null)
        {
            Mark(input);
        }
        else if (input.AudioStreamEnd)
        {
            _ear.Flush();
        }
    }

    /// <summary>Turns for the history, and the question that completes them.</summary>
    public void Read(ClientContent content, TimeSpan now, long timestamp)
    {
        _now = now;
        if (!_contents.Read(content, timestamp))
        {
            return;
        }

        var draft = _contents.Draft;
        var speech = draft.TakeSpeech();
        _core.UserAsked(Question(draft.TakeText() ?? (speech is null ? "" : null), speech, draft.TakePicture()), always: true, now);
    }

    public void Dispose()
    {
        _ear?.Dispose();
        _spoken.Dispose();
        _contents.Draft.Dispose();
    }

    void IEarListener.VoiceStarted(TimeSpan offset)
    {
        _sight.ActivityStarted();
        _core.VoiceReported(VoiceActivityType.Start, offset);
        _core.UserStarted(_now);
    }

    void IEarListener.VoiceEnded(TimeSpan offset, Utterance utterance)
    {
        _core.VoiceReported(VoiceActivityType.End, offset);
        End(utterance);
    }

    private void Mark(RealtimeInput input)
    {
        if (input.ActivityStart && !_core.IsUserActive)
        {
            _sight.ActivityStarted();
            _core.UserStarted(_now);
        }

        if (input.ActivityEnd && _core.IsUserActive)
        {
            End(_spoken.TakeSpeech());
        }
    }

    private void HearSound(MediaBytes audio)
    {
        if (_pcm.Read(audio, _takeLive, out var duration) is { } fault)
        {
            Lose(LostKind.Microphone, duration, fault);
        }
        else
        {
            _tally.AudioUp += duration;
        }
    }

    private void Take(ReadOnlySpan<short> samples)
    {
        _all?.Add(samples);
        if (_ear is { } ear)
        {
            ear.Hear(samples);
        }
        else if (_core.IsUserActive)
        {
            var utterance = _spoken.Spoken(_longest);
            utterance.Append(samples);
            if (utterance.IsFull)
            {
                End(_spoken.TakeSpeech());
            }
        }
    }

    private void See(MediaBytes picture, MediaResolution? resolution, long timestamp)
    {
        if (Sight.TryCopy(picture, timestamp, out var frame) is { } fault)
        {
            Lose(LostKind.Frame, TimeSpan.Zero, fault);
            return;
        }

        _tally.Frames++;
        _sight.See(frame!, _core.IsUserActive, resolution);
    }

    private void HearChunk(MediaBytes chunk, MediaResolution? resolution, long timestamp)
    {
        if (chunk.MimeType.StartsWith("image/", StringComparison.OrdinalIgnoreCase))
        {
            See(chunk, resolution, timestamp);
        }
        else if (_hearsMediaChunks)
        {
            HearSound(chunk);
        }
        else
        {
            Warn("This model does not hear sound in mediaChunks; send it as realtimeInput.audio.");
        }
    }

    private void HearWords(string text)
    {
        if (_core.IsUserActive)
        {
            _spoken.Add(text);
            return;
        }

        _context.AddSilent(_contents.Draft);
        _core.UserAsked(Question(Cut(text), speech: null, picture: null), always: false, _now);
    }

    private void End(Utterance? utterance)
    {
        _context.AddSilent(_contents.Draft);
        var text = _spoken.TakeText();
        var isEmpty = utterance is null && text is null;
        if (_all is not null && utterance is not null)
        {
            utterance.Dispose();
            if (_all.LeftOut > TimeSpan.Zero)
            {
                _tally.Add(new Lost(LostKind.Microphone, _all.LeftOut, 1, $"a turn holds at most {_longest.TotalSeconds:0} s of sound, silence included"));
            }

            utterance = _all.Take();
        }

        _core.UserEnded(isEmpty ? null : Question(text, utterance, picture: null), _now);
    }

    private QuestionContent Question(string? text, Utterance? speech, Frame? picture)
    {
        var (frame, earlier, tokens) = _sight.Take(picture);
        return new QuestionContent
        {
            Text = text,
            Speech = speech,
            Frame = frame,
            EarlierFrame = earlier,
            Tokens = tokens + TokenCounts.OfText(text) + TokenCounts.OfAudio(speech?.Duration ?? TimeSpan.Zero),
        };
    }

    private static string Cut(string text) => text.Length > Draft.MostCharacters ? text[..Draft.MostCharacters] : text;

    private void Lose(LostKind what, TimeSpan duration, string fault)
    {
        var lost = new Lost(what, duration, 1, fault);
        if (Warn(fault))
        {
            _note(lost);
        }
        else
        {
            _tally.Add(lost);
        }
    }

    /// <summary>Says a thing once in a conversation.</summary>
    private bool Warn(string sentence)
    {
        const int MostWarnings = 16;
        if (_warned.Count >= MostWarnings || !_warned.Add(sentence))
        {
            return false;
        }

        _note(new Warned(sentence));
        return true;
    }
}
