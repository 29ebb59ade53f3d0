using Cortex.Media.Devices;
using Cortex.Testing;

namespace Cortex.Media.Tests.Devices;

/// <summary>A microphone that gives what a test says and ends when a test says so. With <see cref="Sound"/> it runs by the clock.</summary>
internal sealed class FakeMicrophone(int rateHz, TimeProvider time) : IAudioSource
{
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task _run = Task.CompletedTask;
    private IAudioReceiver? _receiver;
    private short? _sound;

    public string Name => "Headset";

    public int SampleRateHz => rateHz;

    public bool IsDisposed { get; private set; }

    public AudioDeviceCounters Counters { get; set; }

    /// <summary>What every sample is; nothing: it stands still.</summary>
    public short? Sound
    {
        get => _sound;
        set => _sound = value;
    }

    /// <summary>It is gone, and its thread is done with it.</summary>
    public Task FailAsync(string why)
    {
        _ended.TrySetException(new AudioDeviceException(why));
        return Patience.Until(() => _run.IsCompleted, "the device to end");
    }

    /// <summary>Ends as where the list of devices is to be read again.</summary>
    public Task EndAsync()
    {
        _ended.TrySetResult();
        return Patience.Until(() => _run.IsCompleted, "the device to end");
    }

    /// <summary>Sound that comes late.</summary>
    public void Deliver(short sample, long timestamp) => _receiver!.OnSamples(Enumerable.Repeat(sample, rateHz / 100).ToArray(), timestamp);

    public Task RunAsync(IAudioReceiver receiver, CancellationToken cancellationToken) => _run = LiveAsync(receiver, cancellationToken);

    private async Task LiveAsync(IAudioReceiver receiver, CancellationToken cancellationToken)
    {
        _receiver = receiver;
        var period = new short[rateHz / 100];
        var tenMs = TimeSpan.FromMilliseconds(10);
        await using var timer = time.CreateTimer(
            _ =>
            {
                if (Sound is { } sample && !_ended.Task.IsCompleted)
                {
                    period.AsSpan().Fill(sample);
                    receiver.OnSamples(period, time.GetTimestamp());
                }
            },
            null,
            tenMs,
            tenMs);
        await using var stop = cancellationToken.Register(() => _ended.TrySetResult());
        await _ended.Task;
    }

    public ValueTask DisposeAsync()
    {
        IsDisposed = true;
        _ended.TrySetResult();
        return ValueTask.CompletedTask;
    }
}
