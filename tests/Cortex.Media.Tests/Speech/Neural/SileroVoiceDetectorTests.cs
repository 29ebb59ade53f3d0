using Cortex.Media.Models;
using Cortex.Media.Onnx;
using Cortex.Media.Speech;
using Cortex.Testing;

namespace Cortex.Media.Tests.Speech;

/// <summary>The model is given what it was made for; a test model tells what came in.</summary>
public sealed class SileroVoiceDetectorTests : IDisposable
{
    private const int Frame = 512;
    private readonly string _folder = Directory.CreateTempSubdirectory("silero").FullName;

    private string File => Path.Combine(_folder, "silero", "silero_vad.onnx");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_frame_comes_with_the_end_of_the_one_before_it_and_with_the_state_that_it_left()
    {
        using var detector = Load(VoiceDetectorModels.Silero5());
        var half = Enumerable.Repeat((short)16384, Frame).ToArray();

        Assert.Equal(0.5f * 512 / 576, detector.Process(half), 4);
        Assert.Equal(0.5f + 0.1f, detector.Process(half), 4);
        Assert.Equal((0.5f * 64 / 576) + 0.2f, detector.Process(new short[Frame]), 4);
        Assert.Equal(0.3f, detector.Process(new short[Frame]), 4);

        detector.Reset();
        Assert.Equal(0.5f * 512 / 576, detector.Process(half), 4);
    }

    [Fact]
    public void An_older_version_has_two_states_and_no_context()
    {
        using var detector = Load(VoiceDetectorModels.Silero4());
        var half = Enumerable.Repeat((short)16384, Frame).ToArray();

        Assert.Equal(0.5f, detector.Process(half), 4);
        Assert.Equal(0.2f, detector.Process(new short[Frame]), 4);
    }

    [Fact]
    public void A_frame_allocates_nothing()
    {
        using var detector = Load(VoiceDetectorModels.Silero5());
        var frame = new short[Frame];
        for (var i = 0; i < 50; i++)
        {
            detector.Process(frame);
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 50; i++)
        {
            detector.Process(frame);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void A_model_of_another_shape_is_one_clear_error_that_names_the_file()
    {
        var fault = Assert.Throws<OnnxException>(() => Load(VoiceDetectorModels.Silero5(samples: 512)));

        Assert.StartsWith(File, fault.Message);
        Assert.Contains("cortex models pull silero", fault.Message);
        Assert.DoesNotContain('\n', fault.Message);
        Assert.Contains("'sr' but input_ids", Assert.Throws<OnnxException>(() => Load(
            new OnnxGraph().FloatInput("input_ids", 1).FloatInput("input", 1).Node("Add", ["input", "input_ids"], "output").FloatOutput("output", 1).ToArray())).Message);
    }

    [Fact]
    public void The_model_is_taken_where_it_is_and_works_and_the_signal_detector_else()
    {
        Assert.False(VoiceDetectors.Find(null).IsNeural);
        Assert.False(VoiceDetectors.Find(_folder).IsNeural);

        Write([1, 2, 3]);
        Assert.IsType<SignalVoiceDetector>(VoiceDetectors.Find(_folder));

        Write(VoiceDetectorModels.Silero5());
        var found = VoiceDetectors.Find(_folder);
        Assert.True(found.IsNeural);
        Assert.Contains(File, found.Name);
        ((IDisposable)found).Dispose();
    }

    [Fact]
    public void A_pull_puts_the_model_where_it_is_looked_for()
    {
        var entry = ModelManifest.Find("silero")!;

        Assert.Equal(File, new ModelStore(_folder).PathOf(entry, Assert.Single(entry.Files)));
    }

    [Fact]
    public void Turns_are_found_in_frames_of_32_ms_too()
    {
        // The test model takes the mean for a probability: a constant is a voice.
        using var detector = Load(new OnnxGraph()
            .FloatInput("input", 1, 576).FloatInput("state", 2, 1, 128).Int64Input("sr")
            .Node("Identity", ["state"], "stateN").Node("ReduceMean", ["input"], "output")
            .FloatOutput("output", 1, 1).FloatOutput("stateN", 2, 1, 128).ToArray());
        var turns = new TurnDetector(detector);
        ReadOnlySpan<short> sound = [.. new short[5000], .. Enumerable.Repeat((short)30000, 16000), .. new short[16000]];

        Assert.True(turns.Next(ref sound, out var started));
        Assert.True(turns.Next(ref sound, out var ended));
        Assert.InRange(started.Position, 4500, 5200);
        Assert.InRange(ended.Position, 20900, 21600);
    }

    private SileroVoiceDetector Load(byte[] model)
    {
        Write(model);
        return SileroVoiceDetector.Load(File);
    }

    private void Write(byte[] model)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(File)!);
        System.IO.File.WriteAllBytes(File, model);
    }
}
