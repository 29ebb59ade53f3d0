using System.Runtime.InteropServices;
using Cortex.Live;
using Cortex.Live.Protocol;

namespace Cortex.App.Bench;

/// <summary>One conversation of the soak: asks, waits for whatever comes, asks again. Keeps to the contract of a user who may mark what they say.</summary>
internal sealed class SoakTalk : IAsyncDisposable
{
    private const int ChunkSamples = SpokenQuestion.SampleRateHz / 50;
    private static readonly TimeSpan Chunk = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(90);
    private static readonly short[] Question = SpokenQuestion.Make();
    private static readonly short[] Silence = new short[SpokenQuestion.SampleRateHz];

    private readonly SoakCounts _counts;
    private readonly TimeProvider _time;
    private readonly ILiveConversation _conversation;
    private readonly Task _reading;
    private readonly Lock _lock = new();
    private TaskCompletionSource _over = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private string _standing;
    private bool _isHeard;

    public SoakTalk(ILiveEngine engine, string first, bool marks, SoakCounts counts, TimeProvider time)
    {
        (_counts, _time, _standing) = (counts, time, first);
        var realtime = marks ? new RealtimeInputConfig { AutomaticActivityDetection = new AutomaticActivityDetection { Disabled = true } } : null;
        _conversation = engine.Open(
            new Setup { Model = "models/gemini-3.8-live", RealtimeInputConfig = realtime, OutputAudioTranscription = new AudioTranscriptionConfig() },
            ConversationHistory.Empty);
        _reading = Task.Run(ReadAsync);
    }

    /// <summary>Types a question.</summary>
    public async Task TypeAsync(CancellationToken cancellationToken)
    {
        Begin();
        await _conversation.SendAsync(new RealtimeInput { Text = "What do you see?" }, cancellationToken);
        await EndAsync(_time.GetTimestamp(), cancellationToken);
    }

    /// <summary>Speaks a question, with marks or with the silence that ends it.</summary>
    public async Task SpeakAsync(bool marks, CancellationToken cancellationToken)
    {
        Begin();
        if (marks)
        {
            await _conversation.SendAsync(new RealtimeInput { ActivityStart = true }, cancellationToken);
        }

        await SendAsync(Question, cancellationToken);
        var asked = _time.GetTimestamp();
        if (marks)
        {
            await _conversation.SendAsync(new RealtimeInput { ActivityEnd = true }, cancellationToken);
        }
        else
        {
            await SendAsync(Silence, cancellationToken);
        }

        await EndAsync(asked, cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await _conversation.DisposeAsync();
        await _reading;
    }

    private void Begin()
    {
        lock (_lock)
        {
            _isHeard = false;
            _over = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    private async Task SendAsync(short[] samples, CancellationToken cancellationToken)
    {
        using var clock = new PeriodicTimer(Chunk, _time);
        var bytes = new byte[ChunkSamples * sizeof(short)];
        for (var at = 0; at + ChunkSamples <= samples.Length && await clock.WaitForNextTickAsync(cancellationToken); at += ChunkSamples)
        {
            MemoryMarshal.AsBytes(samples.AsSpan(at, ChunkSamples)).CopyTo(bytes);
            await _conversation.SendAsync(new RealtimeInput { Audio = MediaBytes.FromRaw("audio/pcm;rate=16000", bytes) }, cancellationToken);
        }
    }

    private async Task EndAsync(long asked, CancellationToken cancellationToken)
    {
        try
        {
            await _over.Task.WaitAsync(Limit, _time, cancellationToken);
            lock (_lock)
            {
                _counts.Answered(_standing, _time.GetElapsedTime(asked));
            }
        }
        catch (TimeoutException)
        {
            _counts.Unanswered();
        }
    }

    private async Task ReadAsync()
    {
        await foreach (var item in _conversation.ReceiveAsync())
        {
            lock (_lock)
            {
                Take(item);
            }
        }
    }

    private void Take(in LiveEvent item)
    {
        switch (item)
        {
            case { Notice: RungChanged change }:
                _standing = change.To;
                _counts.Changed();
                break;
            case { Notice: Closed closed } when closed.Reason != CloseReason.Done:
                _counts.Broke();
                _over.TrySetResult();
                break;
            case { Message: ServerContent content }:
                _isHeard |= content.ModelTurn?.Parts.Any(static part => part.InlineData is { DecodedLength: > 0 }) is true;
                if (content.TurnComplete && _isHeard)
                {
                    _over.TrySetResult();
                }

                break;
        }
    }
}
