using Cortex.Live;

namespace Cortex.Assistant.Engine;

/// <summary>A question that this device answered itself.</summary>
/// <param name="Question">What was asked.</param>
/// <param name="Answer">What was said.</param>
/// <param name="Picture">The picture that came with it, a copy; null: none.</param>
internal sealed record LocalExchange(string Question, string Answer, MediaBytes? Picture);
