using Cortex.Media.Voices;

namespace Cortex.Server.Tests.Rig;

/// <summary>A tenth of a second of a ramp per character, so that sound tells its text's length.</summary>
internal sealed class StubVoice : IVoice
{
    public string Name => "stub";

    public bool CanSpeak => true;

    public string? Advice => null;

    public string? LastText { get; private set; }

    public Task<ReadOnlyMemory<byte>> SpeakAsync(string text, string? language, CancellationToken cancellationToken)
    {
        LastText = text;
        var pcm = new byte[text.Length * 4_800];
        for (var index = 0; index < pcm.Length; index++)
        {
            pcm[index] = (byte)(index / 7);
        }

        return Task.FromResult<ReadOnlyMemory<byte>>(pcm);
    }
}
