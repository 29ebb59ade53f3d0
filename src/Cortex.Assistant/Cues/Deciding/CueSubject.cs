namespace Cortex.Assistant.Cues;

/// <summary>What a cue speaks of: of several that wait about one thing only the newest is still true.</summary>
internal enum CueSubject
{
    Turn,
    Start,
    Trouble,
    Network,
    Microphone,
    Camera,
    Battery,
    Device,
    Danger,
    Order,
}
