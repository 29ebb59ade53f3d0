using Cortex.Media.Onnx;
using Microsoft.ML.OnnxRuntime;

namespace Cortex.Media.Voices;

/// <summary>
/// Speaks with a Piper voice (ONNX with its JSON beside it): phonemes from espeak-ng, in the one language the voice has. Any thread;
/// one piece at a time.
/// </summary>
internal sealed class PiperVoice : INeuralVoice
{
    private const float UsualWordsPerMinute = 165;
    private static readonly long[] FirstSpeaker = [0];
    private readonly OnnxModel _model;
    private readonly PiperConfig _config;
    private readonly EspeakPhonemes _phonemes;
    private readonly VoiceOptions _options;
    private readonly SemaphoreSlim _place = new(1);

    private PiperVoice(OnnxModel model, PiperConfig config, EspeakPhonemes phonemes, VoiceOptions options)
    {
        model.Require("input", "input_lengths", "scales");
        (_model, _config, _phonemes, _options) = (model, config, phonemes, options);
    }

    /// <inheritdoc/>
    public string Name => $"piper ({Path.GetFileNameWithoutExtension(_model.Path)})";

    /// <inheritdoc/>
    public bool CanSpeak => true;

    /// <inheritdoc/>
    public string? Advice => null;

    /// <summary>Whether it speaks the language; a Piper voice speaks one.</summary>
    public bool Speaks(string language) =>
        string.Equals(language.Split('-')[0], _config.EspeakVoice.Split('-')[0], StringComparison.OrdinalIgnoreCase);

    /// <summary>Loads the voice of a folder: <c>*.onnx</c> with <c>*.onnx.json</c> beside it. Null where the folder has none.</summary>
    /// <exception cref="IOException">A file is damaged or of another kind; the message says which.</exception>
    public static PiperVoice? Open(string folder, EspeakPhonemes phonemes, VoiceOptions options)
    {
        if (!Directory.Exists(folder))
        {
            return null;
        }

        var models = Directory.EnumerateFiles(folder, "*.onnx", SearchOption.AllDirectories).Order(StringComparer.Ordinal).ToArray();
        var model = Array.Find(models, file => Path.GetFileNameWithoutExtension(file) == options.NeuralVoice) ?? models.FirstOrDefault();
        if (model is null)
        {
            return null;
        }

        var loaded = OnnxModel.Load(model, options.ModelThreads);
        try
        {
            return new PiperVoice(loaded, PiperConfig.Load(model + ".json"), phonemes, options);
        }
        catch
        {
            loaded.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    /// <exception cref="IOException">The model or espeak-ng failed.</exception>
    public async Task<ReadOnlyMemory<byte>> SpeakAsync(string text, string? language, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(text);
        using var pcm = new MemoryStream();
        foreach (var piece in SpeechText.Pieces(text))
        {
            var phonemes = await _phonemes.ReadAsync(piece, _config.EspeakVoice, tied: false, cancellationToken).ConfigureAwait(false);
            if (phonemes.Length == 0)
            {
                continue;
            }

            await _place.WaitAsync(cancellationToken).ConfigureAwait(false);
            try
            {
                pcm.Write(await Task.Run(() => Run(_config.Spell(phonemes)), cancellationToken).ConfigureAwait(false));
            }
            finally
            {
                _place.Release();
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

    private byte[] Run(long[] numbers)
    {
        float[] scales = [_config.Scales[0], _config.Scales[1] * UsualWordsPerMinute / _options.WordsPerMinute, _config.Scales[2]];
        using var input = OrtValue.CreateTensorValueFromMemory(numbers, [1, numbers.Length]);
        using var lengths = OrtValue.CreateTensorValueFromMemory(new[] { (long)numbers.Length }, [1]);
        using var scale = OrtValue.CreateTensorValueFromMemory(scales, [3]);
        using var speaker = OrtValue.CreateTensorValueFromMemory(FirstSpeaker, [1]);
        var inputs = new Dictionary<string, OrtValue> { ["input"] = input, ["input_lengths"] = lengths, ["scales"] = scale };
        if (_config.Speakers > 1 && _model.Inputs.Contains("sid"))
        {
            inputs.Add("sid", speaker);
        }

        return NeuralSpeech.ToPcm(_model.Run(inputs), _config.SampleRateHz);
    }
}
