using Cortex.Assistant.Instruction;

namespace Cortex.Assistant.Tests.Instruction;

public sealed class InstructionTextTests
{
    [Fact]
    public void It_says_who_how_much_and_what_was_seen_in_this_order()
    {
        var text = InstructionText.Make("You are Cortex.\n", Verbosity.Brief, "Left, a chair.");
        Assert.Equal(["You are Cortex.", InstructionText.Amount(Verbosity.Brief)], text.Split('\n')[..2]);
        Assert.Contains("Left, a chair.", text.Split('\n')[2]);
        Assert.Equal(InstructionText.Amount(Verbosity.Quiet), InstructionText.Make("", Verbosity.Quiet));
    }

    [Fact]
    public void Each_verbosity_asks_for_something_else() =>
        Assert.Equal(4, Enum.GetValues<Verbosity>().Select(InstructionText.Amount).Distinct().Count());

    [Fact]
    public void A_scene_that_never_ends_is_cut() => Assert.True(InstructionText.Make("", Verbosity.Brief, new string('x', 10_000)).Length < 1_000);
}
