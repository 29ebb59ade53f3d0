namespace Cortex.Live.Tests.Session.Lives;

/// <summary>An answer a server gives, or the rest of one.</summary>
/// <param name="Number">Its mark in its sound.</param>
/// <param name="Questions">What it answers; empty: it goes on where another broke off.</param>
/// <param name="Turning">How it goes.</param>
internal sealed record GivenAnswer(int Number, IReadOnlyList<int> Questions, Turning Turning)
{
    /// <summary>Somebody can hear it.</summary>
    public bool IsAudible => Turning is not (Turning.Silent or Turning.Soft or Turning.Rejected);
}
