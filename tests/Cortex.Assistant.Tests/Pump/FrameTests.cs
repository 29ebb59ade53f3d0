
namespace Cortex.Assistant.Tests;

public sealed class FrameTests
{
    [Fact]
    public async Task A_typed_question_takes_the_picture_with_it()
    {
        var camera = new StillCamera();
        await using var rig = new Rig(camera: camera);
        camera.Show(10);
        rig.Engine.OnSent = sent =>
        {
            if (sent.Kind is "content")
            {
                rig.Engine.Speak(100, words: "Grey.");
                rig.Engine.Complete();
            }
        };

        var result = await rig.TalkAsync(new Talking.WearerTurn { Text = "What colour?" });

        Assert.Equal("content", rig.Engine.Order.Replace("audio", "").Trim());
        var turn = Assert.Single(result.Report.Turns);
        Assert.Equal(("What colour?", "Grey."), (turn.Heard, turn.Said));
        Assert.Null(turn.Timing.VoiceEndMs);
        Assert.Null(turn.Timing.ClientAddedMs);
        Assert.NotNull(turn.Timing.TurnEndSentMs);
        Assert.Equal((1, 1, 0), (result.Report.Frames.Captured, result.Report.Frames.Sent, result.Report.Frames.Skipped));
    }

    [Fact]
    public async Task A_typed_question_waits_for_the_cameras_first_picture()
    {
        var camera = new StillCamera();
        await using var rig = new Rig(camera: camera);
        await using var pump = rig.Start();

        var asked = pump.AskAsync("What colour?", TestContext.Current.CancellationToken);
        await rig.Run(TimeSpan.FromMilliseconds(600));
        Assert.DoesNotContain(rig.Engine.All, static sent => sent.Kind is "text" or "content");
        Assert.Equal("What colour?", Assert.Single(pump.Turns).Heard);

        camera.Show(10);
        await rig.Until(() => asked.IsCompleted, TimeSpan.FromMilliseconds(300));
        await asked;
        Assert.Contains(rig.Engine.All, static sent => sent.Kind is "content");
        Assert.Equal(1, pump.Frames.Sent);
        Assert.Empty(pump.Losses);
    }

    [Fact]
    public async Task A_camera_without_a_picture_keeps_one_question_for_a_second_and_is_counted_with_each()
    {
        var camera = new StillCamera();
        await using var rig = new Rig(camera: camera);
        await using var pump = rig.Start();

        var asked = pump.AskAsync("What colour?", TestContext.Current.CancellationToken);
        await rig.Run(TimeSpan.FromMilliseconds(900));
        Assert.False(asked.IsCompleted);
        await rig.Until(() => asked.IsCompleted, TimeSpan.FromMilliseconds(500));
        await asked;
        Assert.Equal("text", Assert.Single(rig.Engine.All, static sent => sent.Kind is "text" or "content").Kind);

        await pump.AskAsync("And now?", TestContext.Current.CancellationToken);
        var loss = Assert.Single(pump.Losses);
        Assert.Equal((Live.LostKind.Frame, 2), (loss.What, loss.Count));

        camera.Show(10);
        await pump.AskAsync("And now?", TestContext.Current.CancellationToken);
        Assert.Contains(rig.Engine.All, static sent => sent.Kind is "content");
    }

    [Fact]
    public async Task A_camera_that_is_being_started_is_given_three_seconds()
    {
        var camera = new StillCamera { IsStarting = true };
        await using var rig = new Rig(camera: camera);
        await using var pump = rig.Start();

        var asked = pump.AskAsync("What colour?", TestContext.Current.CancellationToken);
        await rig.Run(TimeSpan.FromMilliseconds(2_500));
        Assert.False(asked.IsCompleted);
        camera.Show(10);
        await rig.Until(() => asked.IsCompleted, TimeSpan.FromMilliseconds(300));
        await asked;
        Assert.Contains(rig.Engine.All, static sent => sent.Kind is "content");
    }

    [Fact]
    public async Task A_camera_that_fails_to_start_keeps_no_question_longer_than_any()
    {
        var camera = new StillCamera { IsStarting = true };
        await using var rig = new Rig(camera: camera);
        await using var pump = rig.Start();

        var asked = pump.AskAsync("What colour?", TestContext.Current.CancellationToken);
        await rig.Run(TimeSpan.FromMilliseconds(1_500));
        Assert.False(asked.IsCompleted);
        camera.IsStarting = false;
        await rig.Until(() => asked.IsCompleted, TimeSpan.FromMilliseconds(300));
        await asked;
        Assert.Contains(rig.Engine.All, static sent => sent.Kind is "text");

        camera.IsStarting = true;
        await pump.AskAsync("And now?", TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task A_wait_for_a_picture_ends_with_the_question()
    {
        await using var rig = new Rig(camera: new StillCamera());
        await using var pump = rig.Start();
        using var given = new CancellationTokenSource();

        var asked = pump.AskAsync("What colour?", given.Token);
        await given.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asked);
    }

    [Fact]
    public async Task The_wearer_may_look_elsewhere_between_two_questions()
    {
        var (first, second) = (new StillCamera(), new StillCamera());
        first.Show(10);
        second.Show(200);
        await using var rig = new Rig(clientTurns: true, camera: first);
        rig.Engine.OnSent = sent =>
        {
            if (sent.Kind is "end")
            {
                rig.Engine.Speak(100);
                rig.Engine.Complete();
            }
        };

        await rig.TalkAsync(Rig.Say(400), Rig.Say(400) with { Camera = second });

        var videos = rig.Engine.All.Where(static sent => sent.Kind is "video").ToList();
        Assert.Equal(StillCamera.Picture(10), videos[0].Bytes);
        Assert.Equal(StillCamera.Picture(200), videos[^1].Bytes);
    }
}
