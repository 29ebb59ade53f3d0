using Cortex.Media.Echo;

namespace Cortex.App.Configuration;

/// <summary>This machine's microphone and loudspeaker, and what is done between them.</summary>
internal sealed record SoundSettings
{
    /// <summary>Which microphone: <c>default</c>, <c>none</c>, an index or a part of its name.</summary>
    public string Microphone { get; init; } = "default";

    /// <summary>Which loudspeaker, said in the same way.</summary>
    public string Speaker { get; init; } = "default";

    /// <summary>What is done about the answer in the microphone.</summary>
    public EchoMode Echo { get; init; } = EchoMode.Auto;

    /// <summary>How loud answers are, as a factor.</summary>
    public float Volume { get; init; } = 1;

    /// <summary>How fast answers are spoken, as a factor.</summary>
    public double Speed { get; init; } = 1;
}
