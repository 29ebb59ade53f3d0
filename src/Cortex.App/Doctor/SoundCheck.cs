using System.Globalization;
using Cortex.App.Configuration;
using Cortex.App.Sound;
using Cortex.App.Talk;
using Cortex.Assistant.Cues;
using Cortex.Assistant.Pump;
using Cortex.Live;
using Cortex.Media.Devices;
using Microsoft.Extensions.Logging;

namespace Cortex.App.Doctor;

/// <summary>
/// The microphone for a second, a short sound on the loudspeaker, and what of it comes back: over the same threads, rates and echo
/// canceller as a conversation.
/// </summary>
internal sealed class SoundCheck(TimeProvider time, ILoggerFactory loggers) : ICheck
{
    // Filters round to the last bit; a room that a working microphone is in is louder.
    private const double Silent = -88;
    private const double Clips = -1;
    private const double HeardDb = 6;
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Settle = TimeSpan.FromMilliseconds(400);

    public string Name => "Sound";

    public TimeSpan Limit => TimeSpan.FromSeconds(25);

    public async Task<IReadOnlyList<Finding>> LookAsync(CortexSettings settings, CancellationToken cancellationToken)
    {
        var findings = new List<Finding>();
        SoundRoom sound;
        try
        {
            sound = await SoundRoom.OpenAsync(settings.Sound, null, words => findings.Add(new("echo", Health.Advice, words)), static _ => { }, time, loggers, cancellationToken);
        }
        catch (AudioDeviceException fault)
        {
            // A machine without is no broken one; a device that was named and is not there is.
            var isNamed = settings.Sound is not { Microphone: "default", Speaker: "default" };
            return [.. findings, new("sound devices", isNamed ? Health.Broken : Health.Advice, fault.Message, "see `cortex devices`; without them `cortex run` is talked to from a browser")];
        }

        await using (sound)
        {
            await using var pump = new DevicePump(
                new SilentEngine(time), SetupChoice.Make(settings, []), ConversationHistory.Empty, new(sound.Microphone, sound.Speaker, null, sound.Echo), null, time, loggers);
            pump.Volume = settings.Sound.Volume;
            await HearAsync(pump, sound, settings, findings, cancellationToken);
        }

        return findings;
    }

    private async Task HearAsync(DevicePump pump, SoundRoom sound, CortexSettings settings, List<Finding> findings, CancellationToken cancellationToken)
    {
        // What the devices' buffers held at the opening is no sound of this room.
        await Task.Delay(Settle, time, cancellationToken);
        pump.TakeLevels();
        await Task.Delay(Second, time, cancellationToken);
        var room = pump.TakeLevels().Microphone;
        findings.Add(settings.Sound.Microphone == AudioDevices.None ? new("microphone", Health.Good, "none, by sound.microphone") : Microphone(sound.Microphone.Name, room));

        pump.PlayOver(CueSounds.Of(Cue.Ready), (float)Math.Max(0.3, settings.Cues.Sound.Volume), 0);
        await Task.Delay(CueSounds.LengthOf(Cue.Ready) + Settle, time, cancellationToken);
        var with = pump.TakeLevels();
        findings.Add(settings.Sound.Speaker == AudioDevices.None ? new("loudspeaker", Health.Good, "none, by sound.speaker") : Loudspeaker(sound.Speaker.Name, room, with));
        if (pump.Status.Fault is { } fault)
        {
            findings.Add(new("sound devices", Health.Broken, fault.Message, "see `cortex devices`"));
        }
        else if (sound.MeasuresEcho && await EchoCheck.RunAsync(pump, time, cancellationToken) is { } echo)
        {
            findings.Add(new("echo", pump.Echo is { Verdict: Media.Echo.EchoVerdict.TooLoud } ? Health.Advice : Health.Good, echo)
            {
                Figures = pump.Echo is { } report ? [("roomLossDb", report.RoomLossDb), ("reductionDb", report.ReductionDb), ("remainsDb", report.RemainsDb), ("delayMs", report.DelayMs ?? -1)] : [],
            });
        }
    }

    private static Finding Microphone(string name, double level)
    {
        var words = string.Create(CultureInfo.InvariantCulture, $"{name}: {level:0} dBFS at most in a second");
        return level <= Silent ? new("microphone", Health.Broken, $"{name} gives nothing but silence: it is muted, or unplugged", "pactl set-source-mute @DEFAULT_SOURCE@ 0; or choose another with --mic, see `cortex devices`") { Figures = [("levelDbfs", level)] }
            : level >= Clips ? new("microphone", Health.Advice, words + ": far too loud", "turn its gain down: pactl set-source-volume @DEFAULT_SOURCE@ 60%") { Figures = [("levelDbfs", level)] }
            : new("microphone", Health.Good, words) { Figures = [("levelDbfs", level)] };
    }

    private static Finding Loudspeaker(string name, double room, PumpLevels with)
    {
        IReadOnlyList<(string, double)> figures = [("playedDbfs", with.Speaker), ("heardDbfs", with.Microphone)];
        return with.Speaker <= Silent ? new("loudspeaker", Health.Broken, $"{name} took nothing of a short sound", "see `cortex devices`, or set sound.volume above 0") { Figures = figures }
            : room > Silent && with.Microphone - room >= HeardDb ? new("loudspeaker", Health.Good, string.Create(CultureInfo.InvariantCulture, $"{name} took a short sound, and the microphone heard it {with.Microphone - room:0} dB above the room")) { Figures = figures }
            : new("loudspeaker", Health.Good, $"{name} took a short sound; the microphone did not hear it: headphones, or too soft to tell. You should have heard it") { Figures = figures };
    }
}
