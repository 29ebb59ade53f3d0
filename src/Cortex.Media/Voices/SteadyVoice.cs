using Microsoft.Extensions.Logging;

namespace Cortex.Media.Voices;

/// <summary>A model's voice with espeak-ng behind it: for languages the model does not speak, and for when it fails. Any thread.</summary>
internal sealed class SteadyVoice(INeuralVoice model, EspeakVoice espeak, string usual, ILogger log) : IVoice, IDisposable
{
    public string Name => model.Name;

    public bool CanSpeak => true;

    public string? Advice => null;

    public async Task<ReadOnlyMemory<byte>> SpeakAsync(string text, string? language, CancellationToken cancellationToken)
    {
        if (model.Speaks(language ?? usual))
        {
            try
            {
                return await model.SpeakAsync(text, language, cancellationToken).ConfigureAwait(false);
            }
            catch (IOException fault)
            {
                Log.Failed(log, model.Name, fault.Message);
            }
        }

        return await espeak.SpeakAsync(text, language, cancellationToken).ConfigureAwait(false);
    }

    public void Dispose()
    {
        model.Dispose();
        espeak.Dispose();
    }
}
