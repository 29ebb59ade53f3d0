namespace Cortex.App.Bench;

/// <summary>What one question of the bench of sessions went through.</summary>
/// <param name="Answer">From the question's last sample to the first sound of its answer.</param>
/// <param name="Gap">Silence in the answer after it had begun to sound.</param>
/// <param name="Away">Without a connection: from the change's beginning to the new connection's setup; null where there was no change.</param>
/// <param name="Flowing">From the link's return to the first sound of the microphone on the new connection; null where it never went.</param>
internal sealed record SurvivalRound(TimeSpan Answer, TimeSpan Gap, TimeSpan? Away, TimeSpan? Flowing);
