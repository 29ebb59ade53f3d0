using Cortex.Engines.Budget;

namespace Cortex.App.Configuration;

/// <summary>What a million tokens cost, as far as it was said.</summary>
/// <param name="Prompt">Text in, and whatever is not named otherwise.</param>
/// <param name="Response">Text out, and whatever is not named otherwise.</param>
/// <param name="AudioIn">Sound in.</param>
/// <param name="ImageIn">Pictures in.</param>
/// <param name="AudioOut">Sound out.</param>
/// <param name="Thinking">Thinking.</param>
internal sealed record PriceSettings(
    decimal? Prompt = null, decimal? Response = null, decimal? AudioIn = null, decimal? ImageIn = null, decimal? AudioOut = null, decimal? Thinking = null)
{
    /// <summary>The table; null where nobody said what tokens cost.</summary>
    public PriceTable? Table => Prompt is { } prompt && Response is { } response
        ? new PriceTable { TextIn = prompt, TextOut = response, AudioIn = AudioIn, ImageIn = ImageIn, AudioOut = AudioOut, Thinking = Thinking }
        : null;

    /// <summary>What is missing: half a table counts wrong, and a limit without prices limits nothing.</summary>
    public IEnumerable<SettingFault> Faults(SpendingCaps caps)
    {
        if (Table is null && this != new PriceSettings())
        {
            yield return new("the price table", "prices", "incomplete", "promptPerMillion and responsePerMillion, and the others as you like");
        }
        else if (Table is null && caps != SpendingCaps.None)
        {
            yield return new("the limits", "spending", "set", "together with prices.promptPerMillion and prices.responsePerMillion; nothing can be counted without");
        }
    }
}
