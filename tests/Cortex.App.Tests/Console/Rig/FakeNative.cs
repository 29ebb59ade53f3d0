using System.Collections.Concurrent;
using Cortex.App.WebConsole.Holding;
using Cortex.App.WebConsole.Messages;
using Cortex.Assistant.Commands;
using Cortex.Live;

namespace Cortex.App.Tests.WebConsole;

/// <summary>Devices of this machine that note what becomes of them.</summary>
internal sealed class FakeNative : INativeSwitches
{
    readonly ConcurrentQueue<string> _done = new();

    public IReadOnlyList<string> Done => [.. _done];

    public bool IsRunning { get; private set; }

    public ConversationHistory History { get; set; } = ConversationHistory.Empty;

    public ConversationHistory Begun { get; private set; } = ConversationHistory.Empty;

    public string? Missing { get; set; }

    public string Name => "this device";

    public bool Yields { get; init; } = true;

    public ConversationStats? Stats { get; set; }

    public DevicesPart Devices => new("a microphone", "a loudspeaker", null);

    public CameraPart Camera => new(false, true);

    public bool IsMuted => false;

    public bool IsStreaming => true;

    public Task BeginAsync(ConversationHistory history)
    {
        if (Missing is { } why)
            throw new IOException(why);
        (Begun, History, IsRunning) = (history, history, true);
        _done.Enqueue("begin");
        return Task.CompletedTask;
    }

    public Task<ConversationHistory> EndAsync()
    {
        IsRunning = false;
        _done.Enqueue("end");
        return Task.FromResult(History);
    }

    public float Volume => 1;

    public double Speed => 1;

    public void Do(WearerCommand command, string source) => _done.Enqueue($"order {command} {source}");

    public Task AskAsync(string text)
    {
        _done.Enqueue("ask " + text);
        return Task.CompletedTask;
    }

    public void Set(string key, double? value) => _done.Enqueue($"set {key}");
}
