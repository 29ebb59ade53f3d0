using Cortex.Media.Onnx;
using Microsoft.ML.OnnxRuntime;

namespace Cortex.Media.Voices;

/// <summary>
/// Speaks with Kokoro-82M (ONNX): phonemes from espeak-ng, a style row chosen by length, 24 kHz. Any thread; one piece at a time,
/// because two at once take twice as long each.
/// </summary>
internal sealed class KokoroVoice : INeuralVoice
{
    private const int SampleRateHz = 24_000;
    private readonly OnnxModel _model;
    private readonly string _tokensInput;
    private readonly KokoroTokens _tokens;
    private readonly KokoroStyle _style;
    private readonly EspeakPhonemes _phonemes;
    private readonly EspeakLanguages _languages;
    private readonly VoiceOptions _options;
    private readonly SemaphoreSlim _place = new(1);
    private readonly string _voice;

    private KokoroVoice(
        OnnxModel model, KokoroTokens tokens, KokoroStyle style, string voice, EspeakPhonemes phonemes, EspeakLanguages languages, VoiceOptions options)
    {
        _model = model;
        _tokensInput = model.Inputs.Contains("tokens") ? "tokens" : "input_ids";
        model.Require(_tokensInput, "style", "speed");
        (_tokens, _style, _voice, _phonemes, _languages, _options) = (tokens, style, voice, phonemes, languages, options);
    }

    /// <inheritdoc/>
    public string Name => $"kokoro ({_voice})";

    /// <inheritdoc/>
    public bool CanSpeak => true;

    /// <inheritdoc/>
    public string? Advice => null;

    /// <summary>Loads it from a folder: <c>*.onnx</c>, <c>tokenizer.json</c> and at least one voice <c>*.bin</c>. Null where the folder has no model.</summary>
    /// <exception cref="IOException">A file is damaged or of another kind; the message says which.</exception>
    public static KokoroVoice? Open(string folder, EspeakLanguages languages, EspeakPhonemes phonemes, VoiceOptions options)
    {
        if (!Directory.Exists(folder) || ModelFile(folder) is not { } model)
        {
            return null;
        }

        var tokens = Path.Combine(folder, "tokenizer.json");
        var voices = Directory.EnumerateFiles(folder, "*.bin", SearchOption.AllDirectories).Order(StringComparer.Ordinal).ToArray();
        var voice = Array.Find(voices, file => Path.GetFileNameWithoutExtension(file) == options.NeuralVoice)
            ?? Array.Find(voices, file => KokoroLanguages.IsFor(Path.GetFileNameWithoutExtension(file), languages.Find(options.Language)))
            ?? voices.FirstOrDefault();
        if (!File.Exists(tokens) || voice is null)
        {
            throw new VoiceException($"{folder}: Kokoro needs its tokenizer.json and a voice beside the model; fetch them: cortex models pull kokoro");
        }

        var loaded = OnnxModel.Load(model, options.ModelThreads);
        try
        {
            return new KokoroVoice(loaded, KokoroTokens.Load(tokens), KokoroStyle.Load(voice), Path.GetFileNameWithoutExtension(voice), phonemes, languages, options);
        }
        catch
        {
            loaded.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public bool Speaks(string language) => KokoroLanguages.IsFor(_voice, _languages.Find(language));

    /// <inheritdoc/>
    /// <exception cref="IOException">The model or espeak-ng failed.</exception>
    public async Task<ReadOnlyMemory<byte>> SpeakAsync(string text, string? language, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(text);
        var espeak = KokoroLanguages.Accent(_voice) ?? _languages.Find(language ?? _options.Language);
        using var pcm = new MemoryStream();
        foreach (var piece in SpeechText.Pieces(text))
        {
            var read = await _phonemes.ReadAsync(piece, espeak, tied: true, cancellationToken).ConfigureAwait(false);
            foreach (var run in _tokens.Runs(KokoroSpelling.Spell(read, espeak)))
            {
                await _place.WaitAsync(cancellationToken).ConfigureAwait(false);
                try
                {
                    pcm.Write(await Task.Run(() => Run(run), cancellationToken).ConfigureAwait(false));
                }
                finally
                {
                    _place.Release();
                }
            }
        }

        return pcm.ToArray();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _place.Dispose();
        _model.Dispose();
    }

    private byte[] Run(long[] tokens)
    {
        using var ids = OrtValue.CreateTensorValueFromMemory(tokens, [1, tokens.Length]);
        using var style = OrtValue.CreateTensorValueFromMemory(OrtMemoryInfo.DefaultInstance, _style.For(tokens.Length - 2), [1, KokoroStyle.Width]);
        using var speed = OrtValue.CreateTensorValueFromMemory(new[] { (float)_options.WordsPerMinute / 165 }, [1]);
        return NeuralSpeech.ToPcm(_model.Run(new Dictionary<string, OrtValue> { [_tokensInput] = ids, ["style"] = style, ["speed"] = speed }), SampleRateHz);
    }

    private static string? ModelFile(string folder) =>
        Directory.EnumerateFiles(folder, "*.onnx", SearchOption.AllDirectories).Order(StringComparer.Ordinal).FirstOrDefault();
}
