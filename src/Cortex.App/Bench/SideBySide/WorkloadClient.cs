using System.Diagnostics;
using System.Text.Json;
using Cortex.App.Commands;
using Cortex.Live;
using Cortex.Live.Connection;
using Cortex.Live.Protocol;
using Cortex.Live.Session;
using Microsoft.Extensions.Logging.Abstractions;

namespace Cortex.App.Bench;

/// <summary>
/// The workload with our client, in a process of its own: the same loop as <c>tests/clients/workload.mjs</c> runs with Google's. Prints
/// what it took as one JSON object.
/// </summary>
internal sealed class WorkloadClient(Uri server, int seconds, string picture, TextWriter output)
{
    private const int TickMs = 20;
    private const int PictureEvery = 25;
    private const int QuestionEvery = 150;
    private const int FirstQuestion = 50;
    private readonly TimeProvider _time = TimeProvider.System;
    private readonly byte[] _sound = new byte[1 << 20];
    private readonly List<double> _latencies = [];
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _soundBytes;
    private long _asked;

    public async Task<int> RunAsync(CancellationToken interruption)
    {
        var engine = new LiveEngine(
            new LiveOptions { Endpoint = server, Credentials = new FixedCredentials(Credential.From("bench", "the bench")) }, _time, NullLoggerFactory.Instance);
        await using var conversation = engine.Open(
            new Setup { Model = "models/gemini-3.8-live", GenerationConfig = new GenerationConfig { ResponseModalities = [Modality.Audio] } }, ConversationHistory.Empty);
        var reading = ReadAsync(conversation, interruption);
        await _ready.Task.WaitAsync(TimeSpan.FromSeconds(20), _time, interruption);
        using var process = Process.GetCurrentProcess();
        var setup = (_time.GetUtcNow() - process.StartTime.ToUniversalTime()).TotalMilliseconds;
        var (cpu, wall) = await SendAsync(conversation, interruption);
        process.Refresh();
        double[] latencies;
        lock (_latencies)
        {
            latencies = [.. _latencies];
        }

        var ticks = seconds * 1000 / TickMs;
        var account = new WorkloadAccount(
            Math.Round(setup, 1), latencies, ticks, ticks / PictureEvery, Interlocked.Read(ref _soundBytes), cpu.TotalSeconds, wall.TotalSeconds, process.WorkingSet64, process.PeakWorkingSet64, await OwnMemory.ReadAsync(interruption));
        await output.WriteLineAsync(JsonSerializer.Serialize(account, BenchJson.Default.WorkloadAccount));
        await conversation.DisposeAsync();
        await reading;
        return ExitCode.Done;
    }

    private async Task<(TimeSpan Cpu, TimeSpan Wall)> SendAsync(ILiveConversation conversation, CancellationToken interruption)
    {
        var chunk = new byte[640];
        for (var i = 0; i < chunk.Length; i += 2)
        {
            BitConverter.TryWriteBytes(chunk.AsSpan(i), (short)((i * 73 % 17) - 8));
        }

        var audio = new RealtimeInput { Audio = MediaBytes.FromRaw("audio/pcm;rate=16000", chunk) };
        var video = new RealtimeInput { Video = MediaBytes.FromRaw("image/jpeg", await File.ReadAllBytesAsync(picture, interruption)) };
        var question = new RealtimeInput { Text = "ping" };
        var ticks = seconds * 1000 / TickMs;

        // The first seconds are the warm-up of everybody.
        var warmUp = Math.Min(5000, seconds * 250) / TickMs;
        var (cpu, began) = (TimeSpan.Zero, 0L);
        using var clock = new PeriodicTimer(TimeSpan.FromMilliseconds(TickMs), _time);
        for (var tick = 1; tick <= ticks; tick++)
        {
            await conversation.SendAsync(audio, interruption);
            if (tick % PictureEvery == 0)
            {
                await conversation.SendAsync(video, interruption);
            }

            if (tick % QuestionEvery == FirstQuestion)
            {
                Volatile.Write(ref _asked, _time.GetTimestamp());
                await conversation.SendAsync(question, interruption);
            }

            if (tick == warmUp)
            {
                (cpu, began) = (Environment.CpuUsage.TotalTime, _time.GetTimestamp());
                lock (_latencies)
                {
                    _latencies.Clear();
                }
            }

            await clock.WaitForNextTickAsync(interruption);
        }

        return (Environment.CpuUsage.TotalTime - cpu, _time.GetElapsedTime(began));
    }

    private async Task ReadAsync(ILiveConversation conversation, CancellationToken interruption)
    {
        await foreach (var item in conversation.ReceiveAsync(interruption))
        {
            switch (item)
            {
                case { Message: SetupComplete }:
                    _ready.TrySetResult();
                    break;
                case { Notice: Closed closed } when closed.Reason != CloseReason.Done:
                    _ready.TrySetException(new IOException($"the server closed the conversation: {closed.Reason}"));
                    break;
                case { Message: ServerContent { ModelTurn: { } turn } }:
                    foreach (var part in turn.Parts)
                    {
                        if (part.InlineData is { } data)
                        {
                            Take(data);
                        }
                    }

                    break;
            }
        }
    }

    private void Take(MediaBytes data)
    {
        Interlocked.Add(ref _soundBytes, data.CopyTo(_sound));
        if (Interlocked.Exchange(ref _asked, 0) is var asked and not 0)
        {
            lock (_latencies)
            {
                _latencies.Add(_time.GetElapsedTime(asked).TotalMilliseconds);
            }
        }
    }
}
