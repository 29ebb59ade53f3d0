namespace Cortex.Media.Voices;

/// <summary>Picks the voice this machine speaks with.</summary>
public static class Voices
{
    /// <summary>The best voice that works here: espeak-ng, else a cue tone whose <see cref="IVoice.Advice"/> says what to install.</summary>
    /// <param name="options">How it is to speak.</param>
    /// <param name="time">The clock of time limits; the system's by default.</param>
    /// <param name="cancellationToken">Stops looking.</param>
    public static async Task<IVoice> FindAsync(
        VoiceOptions? options = null, TimeProvider? time = null, CancellationToken cancellationToken = default) =>
        (IVoice?)await EspeakVoice.FindAsync(options, time, cancellationToken: cancellationToken).ConfigureAwait(false) ?? new CueVoice();
}
