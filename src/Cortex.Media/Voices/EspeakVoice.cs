using System.Text;
using Cortex.Media.Audio;

namespace Cortex.Media.Voices;

/// <summary>
/// Speaks with <c>espeak-ng</c>, a program of its own: text on its standard input, sound from its standard output. Any thread;
/// <see cref="VoiceOptions.Concurrency"/> pieces at a time, each within <see cref="VoiceOptions.TimeLimit"/>.
/// </summary>
public sealed class EspeakVoice : IVoice, IDisposable
{
    private const int SampleRateHz = 24_000;
    private readonly string _program;
    private readonly EspeakLanguages _languages;
    private readonly VoiceOptions _options;
    private readonly TimeProvider _time;
    private readonly SemaphoreSlim _places;

    private EspeakVoice(string program, EspeakLanguages languages, VoiceOptions options, TimeProvider time)
    {
        _program = program;
        _languages = languages;
        _options = options;
        _time = time;
        _places = new SemaphoreSlim(Math.Max(1, options.Concurrency));
    }

    /// <inheritdoc/>
    public string Name => $"espeak-ng ({_languages.Find(_options.Language)})";

    /// <inheritdoc/>
    public bool CanSpeak => true;

    /// <summary>The languages it knows.</summary>
    internal EspeakLanguages Languages => _languages;

    /// <summary>The same program as a reader of phonemes.</summary>
    internal EspeakPhonemes Phonemes => new(_program, _options.TimeLimit, _time);

    /// <inheritdoc/>
    public string? Advice => null;

    /// <summary>Asks the program for its languages; null where it is not installed or does not answer.</summary>
    /// <param name="options">How it speaks.</param>
    /// <param name="time">The clock of the time limit.</param>
    /// <param name="program">The program, a name on the path or a file.</param>
    /// <param name="cancellationToken">Stops asking.</param>
    public static async Task<EspeakVoice?> FindAsync(
        VoiceOptions? options = null, TimeProvider? time = null, string program = "espeak-ng", CancellationToken cancellationToken = default)
    {
        options ??= new VoiceOptions();
        time ??= TimeProvider.System;
        try
        {
            var list = await SpeechProgram.RunAsync(program, ["--voices"], "", options.TimeLimit, time, cancellationToken).ConfigureAwait(false);
            var languages = EspeakLanguages.Parse(Encoding.UTF8.GetString(list));
            return languages.Count == 0 ? null : new EspeakVoice(program, languages, options, time);
        }
        catch (VoiceException)
        {
            return null;
        }
    }

    /// <inheritdoc/>
    /// <exception cref="VoiceException">The program failed or took too long.</exception>
    public async Task<ReadOnlyMemory<byte>> SpeakAsync(string text, string? language, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(text);
        using var pcm = new MemoryStream();
        foreach (var piece in SpeechText.Pieces(text))
        {
            await _places.WaitAsync(cancellationToken).ConfigureAwait(false);
            try
            {
                var wav = await SpeechProgram
                    .RunAsync(_program, Arguments(language), piece, _options.TimeLimit, _time, cancellationToken).ConfigureAwait(false);
                Append(wav, pcm);
            }
            finally
            {
                _places.Release();
            }
        }

        return pcm.ToArray();
    }

    /// <inheritdoc/>
    public void Dispose() => _places.Dispose();

    private string[] Arguments(string? language)
    {
        var voice = _languages.Find(language ?? _options.Language);
        var variant = _options.Variant is { Length: > 0 } name && name.All(char.IsLetterOrDigit) ? $"+{name}" : "";
        return ["--stdin", "--stdout", "-b", "1", "-v", voice + variant, "-s", $"{Math.Clamp(_options.WordsPerMinute, 80, 450)}"];
    }

    private void Append(byte[] wav, MemoryStream pcm)
    {
        if (wav.Length <= 44)
        {
            // A piece of nothing but signs has no sound.
            return;
        }

        var recording = WavReader.ReadAll(new MemoryStream(wav), _program, SampleRateHz);
        var samples = SpeechLevel.Level(recording.Samples.ToArray(), SampleRateHz).Span;
        var start = (int)pcm.Length;
        pcm.SetLength(start + (samples.Length * sizeof(short)));
        Pcm.ToBytes(samples, pcm.GetBuffer().AsSpan(start));
        pcm.Position = pcm.Length;
    }
}
