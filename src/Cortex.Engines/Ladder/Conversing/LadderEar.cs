using Cortex.Engines.Turns;
using Cortex.Live;
using Cortex.Live.Protocol;
using Cortex.Media.Speech;

namespace Cortex.Engines.Ladder;

/// <summary>
/// Listens for a wearer who marks nothing: where their questions begin and end, and the sound from before the beginning was sure.
/// Sure as late as a server that detects voices itself. Guarded by the conversation's lock; allocates nothing per chunk.
/// </summary>
internal sealed class LadderEar
{
    // Longer than a detector is in doubt, and the pre-roll before that.
    private static readonly TimeSpan Early = TimeSpan.FromSeconds(1.5);

    private readonly TurnDetector _turns;
    private readonly PcmInput _pcm = new();
    private readonly PcmInput.Taker _take;
    private readonly KeptSound _early = new(Early);
    private VoiceMarkKind? _mark;

    public LadderEar(AutomaticActivityDetection? detection)
    {
        _turns = new TurnDetector(new SignalVoiceDetector(), TurnDetectorOptions.ForServer(
            detection?.StartOfSpeechSensitivity == StartSensitivity.Low,
            detection?.EndOfSpeechSensitivity == EndSensitivity.Low,
            detection?.PrefixPaddingMs,
            detection?.SilenceDurationMs));
        _take = Take;
    }

    /// <summary>What is kept from before a beginning was sure, its newest chunk included.</summary>
    public MediaBytes Before => MediaBytes.FromRaw(_early.MimeType, _early.Bytes);

    /// <summary>Listens to a chunk.</summary>
    /// <returns>What it made sure; null: nothing.</returns>
    public VoiceMarkKind? Hear(MediaBytes sound)
    {
        _mark = null;
        _pcm.Read(sound, _take, out _);
        if (_mark is VoiceMarkKind.Ended)
        {
            _early.Clear();
        }

        if (!_turns.IsSpeaking || _mark is VoiceMarkKind.Started)
        {
            _early.Hear(sound);
        }

        return _mark;
    }

    /// <summary>The stream pauses: a question that runs ends here.</summary>
    /// <returns>One did.</returns>
    public bool Pause()
    {
        var wasSpeaking = _turns.IsSpeaking;
        _turns.Reset();
        _early.Clear();
        return wasSpeaking;
    }

    // Of a chunk that holds an end and a beginning the later one counts: a question that goes on.
    private void Take(ReadOnlySpan<short> samples)
    {
        while (_turns.Next(ref samples, out var mark))
        {
            _mark = mark.Kind;
        }
    }
}
