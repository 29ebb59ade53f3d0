namespace Cortex.App.Run;

/// <summary>What a press of the button asks for.</summary>
internal enum ButtonPress
{
    /// <summary>Short: silence while an answer sounds, else the microphone off or on.</summary>
    Short,

    /// <summary>From 3 s: are you there, and who answers.</summary>
    Long,

    /// <summary>From 5 s, while it is still held: the end of the program.</summary>
    Shutdown,
}
