namespace Cortex.Assistant.TurnTaking;

/// <summary>What happened, for <see cref="BargeInCore"/>.</summary>
/// <param name="Kind">What.</param>
/// <param name="Now">When, on the shell's clock.</param>
/// <param name="AnswerOn">An answer sounds, or is silent on our account.</param>
/// <param name="Sound">Block: something stands out of the noise.</param>
/// <param name="Candidate">Block: it may be a voice.</param>
/// <param name="Voice">Block: it is one.</param>
/// <param name="AboveDb">Block: how far it stands out of the noise, in decibels.</param>
internal readonly record struct BargeInInput(
    BargeInInputKind Kind, TimeSpan Now, bool AnswerOn, bool Sound = false, bool Candidate = false, bool Voice = false, float AboveDb = 0);
