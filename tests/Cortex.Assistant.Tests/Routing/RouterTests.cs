using Cortex.Assistant.Routing;

namespace Cortex.Assistant.Tests.Routing;

/// <summary>The phrase table of the plan and of what followed it, with what we want where they differ (docs/decisions/12).</summary>
public sealed class RouterTests
{
    [Theory]
    [InlineData("Explain what you see", 2), InlineData("Describe the room", 2), InlineData("Read this", 2), InlineData("read the sign", 2), InlineData("what does it say", 2)]
    [InlineData("what do you see", 1), InlineData("What's in front of me?", 1), InlineData("what's ahead of me", 1), InlineData("what is ahead of me", 1)]
    [InlineData("who is in front of me", 2), InlineData("Who's that?", 2)]
    [InlineData("Where am I", 3), InlineData("take me to the station", 3), InlineData("remember this wallet", 3), InlineData("what do you remember", 3)]
    [InlineData("where is the seat", 3), InlineData("nearest exit", 3), InlineData("stop navigation", 3)]
    [InlineData("Where is my wallet", 1), InlineData("where's my phone?", 1), InlineData("find the door", 2)]
    [InlineData("is there a chair", 1), InlineData("how many people", 1)]
    [InlineData("what colour is this shirt", 2), InlineData("is it safe to cross", 2), InlineData("tell me a joke", 2)]
    [InlineData("repeat that", 2), InlineData("say that again", 2), InlineData("what did you say", 2), InlineData("stop", 2), InlineData("stop talking", 2)]
    [InlineData("thank you", 0), InlineData("hello", 0), InlineData("you", 0), InlineData("Thanks for watching!", 0), InlineData("Hmm.", 0), InlineData("", 0), InlineData("…", 0)]
    [InlineData("What is this?", 1), InlineData("what am i looking at", 2), InlineData("watch out", 1), InlineData("count the chairs", 1)]
    [InlineData("guide me to the exit", 3), InlineData("which way is the toilet", 3), InlineData("how do i get to the station", 3)]
    [InlineData("read the camera manual", 2), InlineData("stop sign ahead?", 2), InlineData("tell me about the obstacle in front", 2)]
    public void Every_phrase_goes_where_it_is_wanted(string said, int layer) => Assert.Equal(layer, Router.Decide(said, RouteTable.English).Layer);

    [Theory]
    [InlineData("don't navigate"), InlineData("Do not navigate anywhere."), InlineData("please don’t remember this"), InlineData("never go to the station")]
    public void What_is_denied_is_not_done(string said) => Assert.Equal(2, Router.Decide(said, RouteTable.English).Layer);

    [Theory]
    [InlineData("why don't you read this", 2), InlineData("what don't you see ahead", 1)]
    public void A_question_is_no_denial(string said, int layer) => Assert.Equal(layer, Router.Decide(said, RouteTable.English).Layer);

    [Theory]
    [InlineData("signal from mars", "sign"), InlineData("a bookcase", "look"), InlineData("the counter offer", "count"), InlineData("countless stars shine", "count"), InlineData("rerouted mail", "route")]
    public void Only_whole_words_count(string said, string inside)
    {
        Assert.DoesNotContain($"\"{inside}\"", Router.Decide(said, RouteTable.English).Reason);
        Assert.Equal(2, Router.Decide(said, RouteTable.English).Layer);
    }

    [Theory]
    [InlineData("wat do you see", 1), InlineData("what do you sea", 1), InlineData("how do i got to", 3), InlineData("what is in the pictures", 2)]
    public void What_is_nearly_a_pattern_counts_as_one(string said, int layer)
    {
        var route = Router.Decide(said, RouteTable.English);
        Assert.Equal(layer, route.Layer);
        Assert.Contains("nearly", route.Reason);
    }

    [Fact]
    public void A_guide_wins_ties_and_then_the_model()
    {
        var table = new RouteTable { Layer1 = ["a b"], Layer2 = ["a b"], Layer3 = ["a b"] };
        Assert.Equal(3, Router.Decide("a b", table).Layer);
        Assert.Equal(2, Router.Decide("a b", table with { Layer3 = [] }).Layer);
        Assert.Equal(1, Router.Decide("a b", table with { Layer3 = [], Layer2 = [] }).Layer);
    }

    [Theory]
    [InlineData("abcd", "bcde", 0.75), InlineData("", "", 1), InlineData("abc", "", 0), InlineData("what do you see", "what do you see", 1), InlineData("qabxcd", "abycdf", 0.6667)]
    public void Likeness_is_what_difflib_counts(string one, string other, double ratio) => Assert.Equal(ratio, Likeness.Of(one, other), 3);

    [Fact]
    public void Every_decision_has_a_reason_and_long_words_are_no_matter()
    {
        foreach (var said in new[] { "where am i", "zebra", "thanks", new string('x', 100_000), string.Concat(Enumerable.Repeat("look ", 10_000)) })
            Assert.NotEmpty(Router.Decide(said, RouteTable.English).Reason);
    }
}
