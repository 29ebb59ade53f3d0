using CsCheck;

namespace Cortex.Engines.Tests.Ladder;

/// <summary>The ladder's core against everything rungs and wearers may do; see <see cref="LadderWorld"/> for the oracle.</summary>
public sealed class LadderProperties
{
    [Theory]
    [InlineData(true, true)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(false, false)]
    public void Every_question_comes_to_an_end_and_the_stream_is_well_formed(bool rungsAnswerInTheEnd, bool isMarked) =>
        Gen.Byte.Array[0, 150].Sample(
            script =>
            {
                var world = new LadderWorld(isMarked);
                Array.ForEach(script, world.Play);
                world.End(rungsAnswerInTheEnd);
            },
            iter: 3000);
}
