using Microsoft.Extensions.Logging;

namespace Cortex.Media.Devices;

/// <summary>The microphones and loudspeakers of this machine.</summary>
public static class AudioDevices
{
    /// <summary>What is chosen where nothing is to be heard or said.</summary>
    public const string None = "none";

    // A period of 10 ms: with 5 ms a busy machine has gaps, and 20 ms would come on top of everything in both directions.
    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(10);

    // A room is never quite still: a microphone that works has some noise in the lowest bits.
    private static readonly TimeSpan SilentAfter = TimeSpan.FromSeconds(6);

    /// <summary>Opens a microphone; it is found again when it is lost, and gives silence until then.</summary>
    /// <param name="choice"><c>default</c>, <c>none</c>, an index, or a part of the name in any case.</param>
    /// <param name="wantedRateHz">The rate to ask for first; <see cref="IAudioSource.SampleRateHz"/> says what it became.</param>
    /// <param name="time">The clock of its timestamps.</param>
    /// <param name="loggers">Where its losses are logged.</param>
    /// <param name="onEvent">Told what happens to it, on any thread but the device's; must not throw.</param>
    /// <exception cref="AudioDeviceException">There is none of this choice (the message lists what there is), or it refuses.</exception>
    public static IAudioSource OpenMicrophone(
        string choice, int wantedRateHz, TimeProvider time, ILoggerFactory loggers, Action<DeviceEvent>? onEvent = null)
    {
        if (IsNone(choice))
        {
            return new ClockedAudioSource(wantedRateHz, Period, time, "no microphone");
        }

        Load();
        return Microphone(PortAudioRuntime.Shared, choice, wantedRateHz, time, loggers, onEvent);
    }

    /// <summary>Opens a loudspeaker; it is found again when it is lost.</summary>
    /// <param name="choice"><c>default</c>, <c>none</c>, an index, or a part of the name in any case.</param>
    /// <param name="wantedRateHz">The rate to ask for first; <see cref="IAudioSink.SampleRateHz"/> says what it became.</param>
    /// <param name="time">The clock of its timestamps.</param>
    /// <param name="loggers">Where its losses are logged.</param>
    /// <param name="onEvent">Told what happens to it, on any thread but the device's; must not throw.</param>
    /// <exception cref="AudioDeviceException">There is none of this choice (the message lists what there is), or it refuses.</exception>
    public static IAudioSink OpenSpeaker(
        string choice, int wantedRateHz, TimeProvider time, ILoggerFactory loggers, Action<DeviceEvent>? onEvent = null)
    {
        if (IsNone(choice))
        {
            return new NullAudioSink(wantedRateHz, Period, time);
        }

        Load();
        return Speaker(PortAudioRuntime.Shared, choice, wantedRateHz, time, loggers, onEvent);
    }

    /// <summary>What there is now. Each device is opened for a moment.</summary>
    /// <exception cref="AudioDeviceException">PortAudio is missing or fails.</exception>
    public static AudioDeviceList List()
    {
        Load();
        return DeviceListing.Of(PortAudioRuntime.Shared);
    }

    /// <summary>Is there such a device now? Opens none.</summary>
    /// <param name="choice"><c>default</c>, <c>none</c>, an index, or a part of the name in any case.</param>
    /// <param name="isMicrophone">A microphone, else a loudspeaker.</param>
    /// <exception cref="AudioDeviceException">There is none, or several; the message lists what there is. Or PortAudio is missing or fails.</exception>
    public static void Check(string choice, bool isMicrophone)
    {
        if (!IsNone(choice))
        {
            Load();
            PortAudioRuntime.Shared.Use(native => DeviceChoice.Find(
                choice, isMicrophone, PortAudioRuntime.Shared.Devices(), isMicrophone ? native.DefaultInput : native.DefaultOutput));
        }
    }

    internal static RecoveringAudioSource Microphone(
        PortAudioRuntime runtime, string choice, int wantedRateHz, TimeProvider time, ILoggerFactory loggers, Action<DeviceEvent>? onEvent)
    {
        var wish = Wish(choice, isInput: true, wantedRateHz);
        var first = InTime(PortAudioSource.OpenAsync(runtime, wish, time));
        var again = Again(wish, first.Name);
        var report = new DeviceReport(isMicrophone: true, first.Name, loggers.CreateLogger(typeof(AudioDevices).FullName!), onEvent, time);
        return new RecoveringAudioSource(
            first, async () => await PortAudioSource.OpenAsync(runtime, again, time).ConfigureAwait(false), report, SilentAfter, time);
    }

    internal static RecoveringAudioSink Speaker(
        PortAudioRuntime runtime, string choice, int wantedRateHz, TimeProvider time, ILoggerFactory loggers, Action<DeviceEvent>? onEvent)
    {
        var wish = Wish(choice, isInput: false, wantedRateHz);
        var first = InTime(PortAudioSink.OpenAsync(runtime, wish, time));
        var again = Again(wish, first.Name);
        var report = new DeviceReport(isMicrophone: false, first.Name, loggers.CreateLogger(typeof(AudioDevices).FullName!), onEvent, time);
        return new RecoveringAudioSink(
            first, async () => await PortAudioSink.OpenAsync(runtime, again, time).ConfigureAwait(false), report, time);
    }

    // Numbers change when devices come and go; a name stays.
    private static DeviceWish Again(DeviceWish wish, string name) =>
        wish with { IsAgain = true, Choice = wish.Choice.All(char.IsAsciiDigit) && wish.Choice.Length > 0 ? name : wish.Choice };

    private static bool IsNone(string choice) => choice.Equals(None, StringComparison.OrdinalIgnoreCase);

    private static DeviceWish Wish(string choice, bool isInput, int rateHz) => new(choice, isInput, rateHz, Period, TimeSpan.Zero);

    private static void Load()
    {
        if (!PortAudio.TryLoad(out var advice))
        {
            throw new AudioDeviceException(advice);
        }
    }

    // Each opening has its own limit.
    private static T InTime<T>(Task<T> opening) => opening.ConfigureAwait(false).GetAwaiter().GetResult();
}
