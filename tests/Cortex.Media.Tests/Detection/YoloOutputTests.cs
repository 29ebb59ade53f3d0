using Cortex.Media.Detection;

namespace Cortex.Media.Tests.Detection;

/// <summary>Suppression against a slow and obvious one, and what bounds it.</summary>
public sealed class YoloOutputTests
{
    [Fact]
    public void Suppression_keeps_what_the_plain_definition_keeps()
    {
        var random = new Random(11);
        for (var round = 0; round < 300; round++)
        {
            var all = Enumerable.Range(0, random.Next(1, 60)).Select(i => Box(random, i)).ToList();
            var overlap = random.Next(1, 10) / 10f;
            var kept = all.ToList();

            Suppression.Apply(kept, overlap);

            Assert.Equal(Plain(all, overlap), kept);
        }
    }

    [Fact]
    public void Many_boxes_cost_no_more_than_is_compared()
    {
        var random = new Random(5);
        var boxes = Enumerable.Range(0, 50_000).Select(i => Box(random, i)).ToList();
        var surest = boxes.Max(static box => box.Confidence);

        Suppression.Apply(boxes, 0.99f);

        Assert.Equal(Suppression.MostKept, boxes.Count);
        Assert.Equal(surest, boxes[0].Confidence);
    }

    // The surest stays and removes all of its class that overlap it; then the surest of what is left.
    private static List<Candidate> Plain(List<Candidate> all, float overlap)
    {
        List<Candidate> left = [.. all.OrderByDescending(static box => box.Confidence)];
        List<Candidate> kept = [];
        while (left.Count > 0)
        {
            var best = left[0];
            kept.Add(best);
            left.RemoveAll(box => box == best || (box.Class == best.Class && Shared(box, best) > overlap));
        }

        return kept;
    }

    private static float Shared(Candidate a, Candidate b)
    {
        var (width, height) = (Math.Min(a.Right, b.Right) - Math.Max(a.Left, b.Left), Math.Min(a.Bottom, b.Bottom) - Math.Max(a.Top, b.Top));
        if (width <= 0 || height <= 0)
        {
            return 0;
        }

        var both = ((a.Right - a.Left) * (a.Bottom - a.Top)) + ((b.Right - b.Left) * (b.Bottom - b.Top));
        return width * height / (both - (width * height));
    }

    private static Candidate Box(Random random, int number)
    {
        var (x, y, w, h) = (random.NextSingle() * 50, random.NextSingle() * 50, 5 + (random.NextSingle() * 40), 5 + (random.NextSingle() * 40));
        return new(x, y, x + w, y + h, (random.Next(1000) / 1100f) + (number * 1e-5f), random.Next(3));
    }
}
