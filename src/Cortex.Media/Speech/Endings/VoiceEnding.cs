namespace Cortex.Media.Speech;

/// <summary>How a voice ended, as far as its sound tells.</summary>
internal enum VoiceEnding
{
    /// <summary>Neither sign.</summary>
    Open,

    /// <summary>Pitch or level fell away in its last voiced sound: the wearer is done.</summary>
    Clear,

    /// <summary>A vowel held at one pitch and one level ("uhm"): the wearer is thinking.</summary>
    Held,
}
