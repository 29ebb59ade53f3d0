using Cortex.Media.Voices;

namespace Cortex.Engines.Tests.Ladder;

/// <summary>A voice that says nothing, at length: 100 ms for each sentence.</summary>
internal sealed class TestVoice : IVoice
{
    public string Name => "test";

    public bool CanSpeak => true;

    public string? Advice => null;

    /// <summary>Where set, it speaks so instead.</summary>
    public Func<string, Task<ReadOnlyMemory<byte>>>? Instead { get; set; }

    public Task<ReadOnlyMemory<byte>> SpeakAsync(string text, string? language, CancellationToken cancellationToken) =>
        Instead?.Invoke(text) ?? Task.FromResult<ReadOnlyMemory<byte>>(new byte[4800]);
}
