using System.Collections.Concurrent;
using System.Text;
using Cortex.Engines.Scenario;
using Cortex.Engines.Turns;
using Cortex.Media.Voices;
using Cortex.Server.Hosting;
using Microsoft.Extensions.Logging.Abstractions;

namespace TestYourApp;

/// <summary>A Live server in the process of the test, on a free port. The model follows a script, and notes what it was asked.</summary>
public sealed class Stage : IBrain, IAsyncDisposable
{
    private readonly ScenarioBrain _model;
    private LiveServer? _server;

    private Stage(string script) => _model = new ScenarioBrain(Script.Parse(Encoding.UTF8.GetBytes(script), "this test", folder: null), new CueVoice());

    /// <summary>What the app asked: its words, the size of the picture it sent, what its tools answered.</summary>
    public ConcurrentQueue<(string? Text, int Picture, string? Tool)> Asked { get; } = new();

    public string Name => "script";

    public Uri Url => _server!.Url;

    public ServerCounts Counts => _server!.Counts;

    public static async Task<Stage> SetAsync(string script, LiveServerOptions? options = null)
    {
        var (stage, time, loggers) = (new Stage(script), TimeProvider.System, NullLoggerFactory.Instance);
        stage._server = await LiveServer.StartAsync(options ?? new(), new TurnEngine(stage, new(), time, loggers), stage, new CueVoice(), time, loggers);
        return stage;
    }

    public IAsyncEnumerable<AnswerPart> AnswerAsync(Question question, CancellationToken cancellationToken)
    {
        Asked.Enqueue((question.Text, question.Frame?.Bytes.Length ?? 0, question.Tools is [.., var last] ? last.Response.Response?.ToString() : null));
        return _model.AnswerAsync(question, cancellationToken);
    }

    public ValueTask DisposeAsync() => _server!.DisposeAsync();
}
