namespace Cortex.Engines.Turns;

/// <summary>Is told where utterances start and end.</summary>
internal interface IEarListener
{
    /// <summary>A voice is certain.</summary>
    /// <param name="offset">Where it began in the stream.</param>
    void VoiceStarted(TimeSpan offset);

    /// <summary>It ended.</summary>
    /// <param name="offset">Where in the stream.</param>
    /// <param name="utterance">What was said, from before the start was certain; the listener's to dispose.</param>
    void VoiceEnded(TimeSpan offset, Utterance utterance);
}
