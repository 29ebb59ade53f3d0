using Cortex.Media.Devices;
using Cortex.Testing;

namespace Cortex.Media.Tests.Devices;

/// <summary>A loudspeaker that asks by the clock until a test stops it.</summary>
internal sealed class FakeSpeaker(int rateHz, TimeProvider time) : IAudioSink
{
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task _run = Task.CompletedTask;

    public string Name => "Headset";

    public int SampleRateHz => rateHz;

    public TimeSpan Latency { get; init; } = TimeSpan.FromMilliseconds(30);

    public List<short> Played { get; } = [];

    public bool IsStill { get; set; }

    /// <summary>It is gone, and its thread is done with it.</summary>
    public Task FailAsync(string why)
    {
        _ended.TrySetException(new AudioDeviceException(why));
        return Patience.Until(() => _run.IsCompleted, "the device to end");
    }

    public Task RunAsync(IAudioProvider provider, CancellationToken cancellationToken) => _run = LiveAsync(provider, cancellationToken);

    private async Task LiveAsync(IAudioProvider provider, CancellationToken cancellationToken)
    {
        var period = new short[rateHz / 100];
        var tenMs = TimeSpan.FromMilliseconds(10);
        await using var timer = time.CreateTimer(
            _ =>
            {
                if (!IsStill && !_ended.Task.IsCompleted)
                {
                    provider.Fill(period, time.GetTimestamp());
                    Played.AddRange(period);
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
        _ended.TrySetResult();
        return ValueTask.CompletedTask;
    }
}
