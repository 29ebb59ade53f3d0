namespace Cortex.Media.Voices;

/// <summary>A voice that is a model: it speaks some languages and not others.</summary>
internal interface INeuralVoice : IVoice, IDisposable
{
    /// <summary>Whether it speaks a language, BCP-47.</summary>
    bool Speaks(string language);
}
