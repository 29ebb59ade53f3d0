namespace Cortex.Engines.Turns;

/// <summary>Is told where utterances start and end.</summary>
internal interface IEarListener
{
    /// <summary>A voice is certain.</summary>
    void VoiceStarted();

    /// <summary>It ended.</summary>
    /// <param name="utterance">What was said, from before the start was certain; the listener's to dispose.</param>
    void VoiceEnded(Utterance utterance);
}
