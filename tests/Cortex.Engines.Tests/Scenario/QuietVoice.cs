using Cortex.Media.Voices;

namespace Cortex.Engines.Tests.Scenario;

/// <summary>A voice of silence, 60 ms a letter: as long as speech, and the same everywhere.</summary>
internal sealed class QuietVoice : IVoice
{
    public string Name => "quiet";

    public bool CanSpeak => true;

    public string? Advice => null;

    public Task<ReadOnlyMemory<byte>> SpeakAsync(string text, string? language, CancellationToken cancellationToken) =>
        Task.FromResult<ReadOnlyMemory<byte>>(new byte[text.Length * 60 * 48]);
}
