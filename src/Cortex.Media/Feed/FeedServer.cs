using System.Net.Sockets;
using Cortex.Media.Camera;
using Cortex.Media.Detection;
using Cortex.Media.Frames;
using Microsoft.Extensions.Logging;

namespace Cortex.Media.Feed;

/// <summary>
/// A socket on this machine to which other processes bring pictures and what they recognised in them. A producer that breaks a rule is
/// told so in one line; none can make this process wait, or hold more than a picture and a line of it. Any thread.
/// </summary>
public sealed class FeedServer : IAsyncDisposable
{
    static readonly TimeSpan AnswerLimit = TimeSpan.FromSeconds(1);

    readonly FeedOptions _options;
    readonly Action<Scene>? _onScene;
    readonly Action<string>? _onQuestion;
    readonly TimeProvider _time;
    readonly ILogger _logger;
    readonly FeedSocket _socket;
    readonly FeedCamera _camera;
    readonly FeedRate _frames;
    readonly FeedRate _scenes;
    readonly FeedRate _questions;
    readonly CancellationTokenSource _lifetime = new();
    readonly Task _accepting;
    readonly HashSet<Task> _producers = [];

    FeedServer(FeedOptions options, Action<Scene>? onScene, Action<string>? onQuestion, TimeProvider time, ILoggerFactory loggers)
    {
        (_options, _onScene, _onQuestion, _time, _logger) = (options, onScene, onQuestion, time, loggers.CreateLogger("Cortex.Media.Feed"));
        (_frames, _scenes, _questions) = (new(options.MessagesPerSecond, time), new(options.MessagesPerSecond, time), new(options.QuestionsPerSecond, time));
        _camera = new(options, time);
        _socket = FeedSocket.Listen(options.Socket);
        _accepting = Task.Run(AcceptAsync);
    }

    /// <summary>The newest picture of all producers, as a camera; the server keeps it.</summary>
    public IFrameSource Camera => _camera;

    /// <summary>Producers that are connected.</summary>
    public int Producers
    {
        get
        {
            lock (_producers)
            {
                return _producers.Count;
            }
        }
    }

    /// <summary>Pictures and scenes that came faster than they are wanted, and were dropped.</summary>
    public long Dropped => _frames.Dropped + _scenes.Dropped;

    /// <summary>Makes the socket and listens.</summary>
    /// <param name="options">Where, and what producers may do.</param>
    /// <param name="onScene">Takes what was recognised, on any thread, briefly; null: nobody wants it, and who brings it is told so.</param>
    /// <param name="time">The clock of limits and of pictures.</param>
    /// <param name="loggers">Where it logs.</param>
    /// <param name="onQuestion">Takes what is asked, on any thread, briefly; null: nobody answers, and who asks is told so.</param>
    /// <exception cref="IOException">The socket cannot be made; one line that says what to do.</exception>
    public static FeedServer Open(FeedOptions options, Action<Scene>? onScene, TimeProvider time, ILoggerFactory loggers, Action<string>? onQuestion = null) =>
        new(options, onScene, onQuestion, time, loggers);

    /// <summary>Ends all connections and removes the socket, where it is still the one that was made.</summary>
    public async ValueTask DisposeAsync()
    {
        await _lifetime.CancelAsync().ConfigureAwait(false);
        _socket.Dispose();
        await _accepting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        Task[] producers;
        lock (_producers)
        {
            producers = [.. _producers];
        }

        await Task.WhenAll(producers).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _lifetime.Dispose();
    }

    async Task AcceptAsync()
    {
        while (!_lifetime.IsCancellationRequested)
        {
            var socket = await AcceptOneAsync().ConfigureAwait(false);
            if (socket is null || Begin(socket))
                continue;

            // One at a time, whoever knocks how often.
            using (socket)
            {
                await TellAsync(socket, $"there are {_options.Producers} producers already").ConfigureAwait(false);
            }
        }
    }

    bool Begin(Socket socket)
    {
        lock (_producers)
        {
            if (_producers.Count >= _options.Producers)
                return false;
            var serving = Task.Run(() => ServeAsync(socket));
            _producers.Add(serving);
            _ = ForgetAsync(serving);
            return true;
        }
    }

    async Task<Socket?> AcceptOneAsync()
    {
        try
        {
            return await _socket.Listener.AcceptAsync(_lifetime.Token).ConfigureAwait(false);
        }
        catch (SocketException fault)
        {
            // This process may have no file left for it; that passes.
            Log.Gone(_logger, fault.Message);
            await Task.Delay(AnswerLimit, _time, _lifetime.Token).ConfigureAwait(false);
            return null;
        }
    }

    async Task ForgetAsync(Task serving)
    {
        await serving.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        lock (_producers)
        {
            _producers.Remove(serving);
        }
    }

    async Task ServeAsync(Socket socket)
    {
        using (socket)
        {
            Log.Connected(_logger);
            var reader = new FeedReader(socket, _options, _time);
            try
            {
                while (await reader.LineAsync(_lifetime.Token).ConfigureAwait(false) is { } line)
                {
                    if (await TakeAsync(reader, line).ConfigureAwait(false) is { } error && !await TellAsync(socket, error.Message).ConfigureAwait(false))
                        return;
                }
            }
            catch (FeedException fault)
            {
                Log.Refused(_logger, fault.Message);
                await TellAsync(socket, fault.Message).ConfigureAwait(false);
            }
            catch (Exception gone) when (gone is SocketException or OperationCanceledException or ObjectDisposedException)
            {
                Log.Gone(_logger, gone.Message);
            }
        }
    }

    async Task<FeedException?> TakeAsync(FeedReader reader, ReadOnlyMemory<byte> line)
    {
        try
        {
            var message = FeedMessages.Read(line.Span, _options);
            if (message.Bytes is { } bytes)
                await TakeFrameAsync(reader, message, bytes).ConfigureAwait(false);
            else if (message.Text is not null)
                TakeQuestion(message);
            else
                TakeScene(message);
            return null;
        }
        catch (FeedException fault) when (!fault.IsLost)
        {
            Log.Refused(_logger, fault.Message);
            return fault;
        }
    }

    void TakeScene(FeedMessage message)
    {
        var scene = FeedMessages.ToScene(message, _options, At(message));
        if (_onScene is not { } onScene)
            throw new FeedException("nobody here wants detections", isLost: false);
        if (_scenes.TryTake())
            onScene(scene);
    }

    void TakeQuestion(FeedMessage message)
    {
        var question = FeedMessages.ToQuestion(message, _options);
        if (_onQuestion is not { } onQuestion)
            throw new FeedException("nobody here answers questions", isLost: false);
        if (!_questions.TryTake())
            throw new FeedException("questions come too fast", isLost: false);
        onQuestion(question);
    }

    async Task TakeFrameAsync(FeedReader reader, FeedMessage message, int bytes)
    {
        if (!_camera.IsOpen || !_frames.TryTake())
        {
            await reader.SkipAsync(bytes, _lifetime.Token).ConfigureAwait(false);
            return;
        }

        var picture = await reader.BytesAsync(bytes, _lifetime.Token).ConfigureAwait(false);
        try
        {
            using var opened = PictureReader.Open(picture, "this frame");
            if (!opened.IsJpeg)
                throw new FeedException("this frame: is no JPEG", isLost: false);
            _camera.Show(new(picture, "image/jpeg", opened.Width, opened.Height, At(message)));
        }
        catch (PictureException fault)
        {
            throw new FeedException(fault.Message, isLost: false);
        }
    }

    long At(FeedMessage message) => _time.GetTimestamp() - (long)((message.AgeMs ?? 0) / 1000 * _time.TimestampFrequency);

    /// <returns>False: it does not listen.</returns>
    async Task<bool> TellAsync(Socket socket, string error)
    {
        try
        {
            await socket.SendAsync(FeedMessages.Answer(error), SocketFlags.None, _lifetime.Token).AsTask().WaitAsync(AnswerLimit, _time).ConfigureAwait(false);
            return true;
        }
        catch (Exception gone) when (gone is SocketException or TimeoutException or OperationCanceledException)
        {
            return false;
        }
    }
}
