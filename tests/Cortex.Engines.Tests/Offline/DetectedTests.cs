using Cortex.Engines.Offline;
using Cortex.Engines.Tests.Scenario;
using Cortex.Engines.Turns;
using Cortex.Live;
using Cortex.Live.Protocol;
using Cortex.Media.Detection;
using Cortex.Media.Frames;
using Cortex.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace Cortex.Engines.Tests.Offline;

/// <summary>Answers that follow the picture: a real detector over a tiny graph, and things that are followed.</summary>
public sealed class DetectedTests
{
    [Theory]
    [InlineData(0.05, 0.25, "On the left, a car.")]
    [InlineData(0.4, 0.6, "Ahead, a car.")]
    [InlineData(0.75, 0.95, "On the right, a car.")]
    public async Task The_answer_names_the_thing_where_the_picture_has_it(double left, double right, string says)
    {
        await using var watch = await WatchAsync();
        using var picture = new Drawn(640, 480).Noise(8).Box(left, 0.4, right, 0.66, "ff0000");

        Assert.Equal(says, await SayAsync(watch, picture));
    }

    [Fact]
    public async Task What_is_not_there_is_not_named()
    {
        await using var watch = await WatchAsync();
        using var picture = new Drawn(640, 480).Noise(8).Box(0.1, 0.4, 0.3, 0.66, "0000ff");

        Assert.DoesNotContain("car", await SayAsync(watch, picture), StringComparison.Ordinal);
    }

    [Fact]
    public void Things_that_are_followed_are_said_in_the_same_words_in_the_same_order()
    {
        var tracker = new Tracker(1000);
        var random = new Random(4);
        List<string> said = [];
        for (var at = 0; at < 8000; at += 250)
        {
            SceneObject[] found =
            [
                Shaken("person", 0.42, 0.1 * Math.Exp(0.25 * at / 1000), random), Shaken("chair", 0.15, 0.2, random), Shaken("person", 0.62, 0.2, random),
            ];
            var scene = tracker.Next([.. found.OrderBy(_ => random.Next())], 10_000 + at);
            said.Add(EnglishSentences.Instance.Things(Highlights.Of(scene.Objects, null), TimeSpan.Zero));
        }

        Assert.Equal("On the left, a chair; ahead, two people.", said[0]);
        Assert.Equal(["On the left, a chair; ahead, two people.", "On the left, a chair; ahead, two people, one coming closer."], said.Distinct());
        Assert.Equal("On the left, a chair; ahead, two people, one coming closer.", said[^1]);
    }

    [Theory]
    [InlineData(1, 1, "Ahead, a car, coming closer.")]
    [InlineData(2, 2, "Ahead, two cars, all coming closer.")]
    [InlineData(3, 2, "Ahead, three cars, some coming closer.")]
    public void How_many_come_closer_is_said(int count, int nearing, string says)
    {
        var things = Enumerable.Range(1, count).Select(number => new SceneObject("car", 0.9, new PicturePlace(0.4f, 0.4f, 0.6f, 0.6f))
        {
            Track = number,
            Motion = number <= nearing ? Motion.Nearer : Motion.Steady,
        });
        Assert.Equal(says, EnglishSentences.Instance.Things(Highlights.Of(things, null), TimeSpan.Zero));
    }

    [Fact]
    public void A_warning_is_three_words_and_what_is_missing_is_a_sentence()
    {
        Assert.Equal("Car coming closer", WarningWords.ComesCloser("car", "pl"));
        Assert.Equal("Warnings are off: there is no detection model.", WarningWords.Off(WarningsOff.NoModel, null));
    }

    private static SceneObject Shaken(string label, double x, double size, Random random)
    {
        double Shake(double share) => ((random.NextDouble() * 2) - 1) * share;
        var (middle, half) = (x + Shake(0.015), size * (1 + Shake(0.03)) / 2);
        return new(label, 0.85, new PicturePlace((float)(middle - half), (float)(0.5 - half), (float)(middle + half), (float)(0.5 + half)));
    }

    private static async Task<SceneWatch> WatchAsync()
    {
        var path = Path.GetTempFileName();
        try
        {
            await File.WriteAllBytesAsync(path, DetectionModels.Red("car"), TestContext.Current.CancellationToken);
            return await SceneWatch.StartAsync(() => YoloDetector.Load(path), null, null, TimeProvider.System, NullLoggerFactory.Instance);
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static async Task<string> SayAsync(SceneWatch watch, Drawn picture)
    {
        var question = new Question
        {
            Setup = new Setup { Model = "models/test" },
            History = ConversationHistory.Empty,
            Turn = 0,
            Text = "what is in front of me?",
            Frame = new Frame(picture.Jpeg(95), "image/jpeg", 0, 0, 0),
        };
        await foreach (var part in new OfflineBrain(new QuietVoice(), watch).AnswerAsync(question, TestContext.Current.CancellationToken))
        {
            return Assert.IsType<AnswerSpeech>(part).Text;
        }

        return "";
    }
}
