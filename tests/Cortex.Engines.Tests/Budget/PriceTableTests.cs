using Cortex.Engines.Budget;
using Cortex.Live.Protocol;

namespace Cortex.Engines.Tests.Budget;

/// <summary>What a response costs, from the counts a server reports (reference 3.2).</summary>
public sealed class PriceTableTests
{
    private static readonly PriceTable Prices = new() { TextIn = 1, AudioIn = 3, ImageIn = 5, TextOut = 10, AudioOut = 20, Thinking = 7 };

    [Fact]
    public void Each_modality_has_its_price_and_thinking_is_paid_beside_the_total() => Assert.Equal(
        ((100 * 3m) + (258 * 5m) + (50 * 20m) + (30 * 7m)) / 1_000_000,
        Prices.CostOf(new UsageMetadata
        {
            PromptTokenCount = 358,
            PromptTokensDetails = [Of(Modality.Audio, 100), Of(Modality.Video, 258)],
            ResponseTokenCount = 50,
            ResponseTokensDetails = [Of(Modality.Audio, 50)],
            ThoughtsTokenCount = 30,
            TotalTokenCount = 408,
        }));

    [Fact]
    public void What_the_details_leave_out_is_text() => Assert.Equal(
        ((100 * 3m) + (42 * 1m) + (11 * 10m)) / 1_000_000,
        Prices.CostOf(new UsageMetadata { PromptTokenCount = 142, PromptTokensDetails = [Of(Modality.Audio, 100)], ResponseTokenCount = 11 }));

    [Fact]
    public void Details_that_name_more_than_the_total_are_believed() => Assert.Equal(
        100 * 3m / 1_000_000,
        Prices.CostOf(new UsageMetadata { PromptTokenCount = 90, PromptTokensDetails = [Of(Modality.Audio, 100)] }));

    [Fact]
    public void A_price_that_is_not_named_is_that_of_text() => Assert.Equal(
        ((100 * 1m) + (10 * 10m) + (5 * 10m)) / 1_000_000,
        new PriceTable { TextIn = 1, TextOut = 10 }.CostOf(new UsageMetadata
        {
            PromptTokenCount = 100,
            PromptTokensDetails = [Of(Modality.Audio, 100)],
            ResponseTokenCount = 10,
            ResponseTokensDetails = [Of(Modality.Audio, 10)],
            ThoughtsTokenCount = 5,
        }));

    [Fact]
    public void Nothing_is_ever_given_back() =>
        Assert.Equal(0, Prices.CostOf(new UsageMetadata { PromptTokenCount = -5, ResponseTokenCount = int.MinValue, ThoughtsTokenCount = -1 }));

    private static ModalityTokenCount Of(Modality modality, int count) => new() { Modality = modality, TokenCount = count };
}
