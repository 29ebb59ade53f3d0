namespace Cortex.Media.Devices;

/// <summary>
/// A broken device can give or take sound without ever waiting, and would keep a processor busy and make an hour of sound in a
/// minute. One thread.
/// </summary>
internal sealed class StreamPace(int rateHz, TimeProvider time)
{
    // Any buffer that a device fills or empties at once, and any clock that is only wrong.
    private const double SlackSeconds = 2;
    private const double Fastest = 1.25;
    private long _start;

    public void Restart() => _start = time.GetTimestamp();

    /// <exception cref="AudioDeviceException">More samples passed than time did.</exception>
    public void Check(long samples, long now, string name)
    {
        var elapsed = (double)(now - _start) / time.TimestampFrequency;
        if (samples > rateHz * (SlackSeconds + (elapsed * Fastest)))
        {
            throw new AudioDeviceException($"\"{name}\" runs faster than time: {samples / rateHz} s of sound in {elapsed:0.0} s");
        }
    }
}
