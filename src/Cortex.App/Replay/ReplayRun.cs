using System.Globalization;
using System.Text.Json;
using Cortex.App.Commands;
using Cortex.App.Recorder;
using Cortex.App.Run;
using Cortex.App.Sound;
using Cortex.App.Talk;
using Cortex.App.Terminal;
using Cortex.Assistant.Pump;
using Cortex.Engines.Recording;
using Cortex.Media.Devices;
using Microsoft.Extensions.Logging;

namespace Cortex.App.Replay;

/// <summary>Runs <c>cortex replay</c>: a recording as it went, in the terminal, through the player, and in the browser.</summary>
internal sealed class ReplayRun(ReplayRequest request, TextWriter output, TextWriter error)
{
    private const int SpeakerRateHz = 24_000;
    private static readonly TimeSpan SpeakerPeriod = TimeSpan.FromMilliseconds(5);
    // The most that a timer takes is not much more.
    private static readonly TimeSpan MostWait = TimeSpan.FromDays(30);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly TimeProvider _time = TimeProvider.System;

    /// <exception cref="CommandFailure">There is no recording, or the file of its sound would stand where it does.</exception>
    public async Task<int> RunAsync(CancellationToken interruption)
    {
        if (!SoundPlace.IsDevice(request.Speaker) && Path.GetFullPath(request.Speaker) == Path.GetFullPath(request.Recording))
        {
            throw new CommandFailure(ExitCode.Usage, $"{request.Speaker}: the sound would be written over the recording; name another file");
        }

        using var loggers = Logs.Create(request.Settings.LogLevel ?? LogLevel.Critical);
        using var recording = await OpenAsync(interruption);
        await using var sink = await OpenSinkAsync(recording, loggers, interruption);
        using var screen = new RunScreen(output, error, Console.IsErrorRedirected ? null : static () => Console.WindowWidth, _time);
        var face = new ReplayFace(recording.Header.Engine);
        await using var console = request.HasConsole ? await ReplayConsole.OpenAsync(face, request.Settings, screen.Note, _time, loggers, interruption) : null;
        screen.Show(face);
        screen.Note(Words(recording, sink, console?.Address));
        IPumpObserver[] watchers = [face, screen, .. console?.Watchers ?? []];
        await using (var sound = sink is null ? null : new ReplaySound(sink, request.Speed, _time))
        {
            await PlayAsync(recording, sound, watchers, interruption);
        }

        if (console is not null)
        {
            screen.Note("it is over; the page stays until Ctrl-C");
            await Task.Delay(Timeout.InfiniteTimeSpan, _time, interruption);
        }

        screen.Dispose();
        DamageWords.Tell(request.Recording, recording, error);
        if (recording.IsCut)
        {
            await error.WriteLineAsync($"cortex: {PlainWords.Of(request.Recording)} ends in the middle, as after a crash");
        }

        return ExitCode.Done;
    }

    private async Task<RecordingReader> OpenAsync(CancellationToken interruption)
    {
        try
        {
            return await PatientOpen.RunAsync(request.Recording, () => RecordingReader.Open(request.Recording), Patience, _time, interruption);
        }
        catch (RecordingException fault)
        {
            throw new CommandFailure(ExitCode.Device, fault.Message);
        }
    }

    // Without sound in the recording there is nothing to hear; at other speeds than the player's nothing to understand.
    private async Task<IAudioSink?> OpenSinkAsync(RecordingReader recording, ILoggerFactory loggers, CancellationToken interruption)
    {
        if (!recording.Header.HasAudio || request.Speaker is AudioDevices.None || request.Speed is < 0.5 or > 2)
        {
            return null;
        }

        return SoundPlace.IsDevice(request.Speaker)
            ? AudioDevices.OpenSpeaker(request.Speaker, SpeakerRateHz, _time, loggers, happened => error.WriteLine($"cortex: {happened.Device}: {happened.Reason}"))
            : await PatientOpen.RunAsync(request.Speaker, () => new ClockedAudioSink(request.Speaker, SpeakerRateHz, SpeakerPeriod, _time), Patience, _time, interruption);
    }

    private async Task PlayAsync(RecordingReader recording, ReplaySound? sound, IReadOnlyList<IPumpObserver> watchers, CancellationToken interruption)
    {
        var teller = new ReplayTeller();
        var (started, from) = (_time.GetTimestamp(), request.From);
        foreach (var line in recording.ReadLines())
        {
            interruption.ThrowIfCancellationRequested();
            var isHeard = line.At >= from;
            if (isHeard && ((line.At - from) / request.Speed) - _time.GetElapsedTime(started) is var left && left > TimeSpan.Zero)
            {
                await Task.Delay(left < MostWait ? left : MostWait, _time, interruption);
            }

            using var json = JsonDocument.Parse(line.Json);
            if (isHeard)
            {
                sound?.Take(line, json.RootElement);
            }

            foreach (var happened in teller.Tell(line, json.RootElement))
            {
                sound?.Take(happened);
                foreach (var watcher in watchers)
                {
                    watcher.On(happened);
                }
            }
        }

        await (sound?.DrainAsync(interruption) ?? Task.CompletedTask);
    }

    private string Words(RecordingReader recording, IAudioSink? sink, string? console)
    {
        var header = recording.Header;
        var words = string.Create(CultureInfo.InvariantCulture, $"{Path.GetFileName(request.Recording)}: {(header.Engine.Length > 0 ? header.Engine : "an unknown engine")}, {(header.Start is { } start ? start.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss' UTC'", CultureInfo.InvariantCulture) : "its start is lost")}");
        words += header.Part > 1 ? $", part {header.Part} (before it: {header.Follows})" : "";
        words += sink is not null ? $", on {sink.Name}" : header.HasAudio ? ", unheard" : ", no sound was recorded";
        return console is null ? words : $"{words}; the console is at {console}/";
    }
}
