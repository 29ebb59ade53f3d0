namespace Cortex.Media.Voices;

/// <summary>Lets a voice speak a sentence to nobody: what it loads late is loaded then, and it shows how fast it is here.</summary>
internal static class VoiceWarmUp
{
    /// <summary>A voice slower than this share of real time would fall behind once the machine has other work.</summary>
    public const double FastEnough = 0.7;

    private const string Sentence = "There are two chairs on your left, and a table ahead.";
    private const int BytesPerSecond = 48_000;
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    /// <summary>Time to speak divided by the length of what was spoken; infinite where nothing came.</summary>
    /// <exception cref="IOException">The voice failed.</exception>
    /// <exception cref="TimeoutException">It took too long.</exception>
    public static async Task<double> MeasureAsync(IVoice voice, TimeProvider time, CancellationToken cancellationToken)
    {
        // The first run loads and plans; only the second shows the pace.
        await voice.SpeakAsync("Hello.", null, cancellationToken).WaitAsync(Limit, time, cancellationToken).ConfigureAwait(false);
        var start = time.GetTimestamp();
        var sound = await voice.SpeakAsync(Sentence, null, cancellationToken).WaitAsync(Limit, time, cancellationToken).ConfigureAwait(false);
        return sound.IsEmpty ? double.PositiveInfinity : time.GetElapsedTime(start).TotalSeconds * BytesPerSecond / sound.Length;
    }
}
