using Cortex.Assistant.TurnTaking;
using Cortex.Assistant.Sight;
using Cortex.Engines.Tools;
using Cortex.Media.Playback;
using Cortex.Media.Speech;

namespace Cortex.Assistant.Pump;

/// <summary>How a pump behaves.</summary>
public sealed record PumpOptions
{
    /// <summary>Which of the camera's pictures go out, how often, and what they may cost.</summary>
    public SightOptions Sight { get; init; } = new();

    /// <summary>The camera is off from the start; see <see cref="DevicePump.IsCameraOff"/>.</summary>
    /// <value>False.</value>
    public bool CameraIsOff { get; init; }

    /// <summary>When a voice counts as begun and as over, and how much sound before it goes along; null for the defaults.</summary>
    public TurnDetectorOptions? Voice { get; init; }

    /// <summary>Who tells voice from everything else, one for each pump.</summary>
    /// <value>A <see cref="SignalVoiceDetector"/>.</value>
    public Func<IVoiceDetector> VoiceDetector { get; init; } = static () => new SignalVoiceDetector();

    /// <summary>How a voice during an answer is met.</summary>
    public BargeInOptions BargeIn { get; init; } = new();

    /// <summary>How answers are played; null for the defaults.</summary>
    public PlaybackOptions? Playback { get; init; }

    /// <summary>
    /// A typed question takes the newest picture with it in one <c>clientContent</c>: the model does not see a frame sent just
    /// before a typed question (reference 2.2). False where the model refuses <c>clientContent</c> within a session.
    /// </summary>
    /// <value>True.</value>
    public bool TypedWithPicture { get; init; } = true;

    /// <summary>After this a tool call is answered with an error.</summary>
    /// <value>30 seconds.</value>
    public TimeSpan ToolLimit { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Keep the sound of the last answer for "repeat", up to two minutes (5.8 MB).</summary>
    /// <value>False: only the words.</value>
    public bool KeepsSound { get; init; }

    /// <summary>There is a console that a code lets a browser into; else the order for one is denied.</summary>
    /// <value>False.</value>
    public bool CanPair { get; init; }

    /// <summary>Who answers tool calls.</summary>
    /// <value>Nobody: each call gets the answer that there is no such tool.</value>
    public IToolAnswers Tools { get; init; } = NoTools.Instance;

    /// <summary>Who watches.</summary>
    public IReadOnlyList<IPumpObserver> Observers { get; init; } = [];
}
