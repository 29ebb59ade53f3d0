using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Cortex.Engines.Turns;
using Cortex.Live.Protocol;
using Cortex.Media.Voices;
using Microsoft.Extensions.Logging;

namespace Cortex.Engines.Http;

/// <summary>
/// Answers with one streamed <c>generateContent</c> for each question, the utterance as WAV and the newest picture in it, and speaks
/// each sentence as soon as it is whole (reference section 7). Stateless but for tool signatures; any number of questions at once.
/// </summary>
/// <remarks>
/// It has no transcript of what was asked. An answer that breaks off after its first sentence ends there, with
/// <see cref="TurnCompleteReason.GeneratedOther"/>: what was heard is not said twice.
/// </remarks>
public sealed class HttpBrain : IBrain, IDisposable
{
    private const string NotAllowed = "I was not allowed to answer that.";

    // A quarter of an hour of speech; who answers longer has lost the thread, and nobody listens.
    private const int LongestAnswer = 16_000;
    private const int MostToolRounds = 16;
    private readonly HttpBrainOptions _options;
    private readonly ILogger _log;
    private readonly GenerateClient _client;
    private readonly SentenceSpeaker _speaker;
    private readonly CallRounds _rounds = new();
    private readonly RequestWriter _writer;

    /// <summary>Makes it; connects nothing yet.</summary>
    /// <param name="options">Where and how.</param>
    /// <param name="voice">Speaks where the speech model does not.</param>
    /// <param name="time">The clock of all limits.</param>
    /// <param name="loggers">For the log.</param>
    /// <param name="network">What sends, for tests and networks of one's own; null: sockets. Disposed with the brain.</param>
    /// <exception cref="ArgumentException">The options have faults; all of them are named.</exception>
    public HttpBrain(HttpBrainOptions options, IVoice voice, TimeProvider time, ILoggerFactory loggers, HttpMessageHandler? network = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(voice);
        ArgumentNullException.ThrowIfNull(time);
        ArgumentNullException.ThrowIfNull(loggers);
        if (options.Faults() is { Count: > 0 } faults)
        {
            throw new ArgumentException(string.Join("; ", faults), nameof(options));
        }

        _options = options;
        _log = loggers.CreateLogger("Cortex.Engines.Http");
        _client = new GenerateClient(options, network ?? Sockets(options), time);
        var model = options.SpeechModel is { } name ? new ModelVoice(_client, name, options.SpeechTimeout) : null;
        _speaker = new SentenceSpeaker(model, voice, options, time, _log);
        _writer = new RequestWriter(_rounds);
    }

    /// <inheritdoc />
    public string Name => "http";

    /// <inheritdoc />
    public async IAsyncEnumerable<AnswerPart> AnswerAsync(Question question, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(question);
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var sentences = Channel.CreateBounded<Task<SpokenSentence>>(_options.SentencesAhead);
        var tally = new AnswerTally();
        var listening = ListenAsync(question, sentences.Writer, tally, over.Token);
        try
        {
            await foreach (var sentence in sentences.Reader.ReadAllAsync(cancellationToken).ConfigureAwait(false))
            {
                var spoken = await sentence.ConfigureAwait(false);
                tally.Speech(spoken.Usage);
                yield return spoken.Speech;
            }

            foreach (var part in await listening.ConfigureAwait(false))
            {
                yield return part;
            }

            if (tally.Total is { } usage)
            {
                Diagnostics.Used(usage, _options.Model, _options.Endpoint);
                yield return new AnswerUsage(usage);
            }
        }
        finally
        {
            await over.CancelAsync().ConfigureAwait(false);
            await DrainAsync(listening, sentences.Reader).ConfigureAwait(false);
        }
    }

    /// <inheritdoc />
    public void Dispose() => _client.Dispose();

    /// <summary>Reads the answer and has each sentence spoken; what is left to say in the end is its result.</summary>
    private async Task<IReadOnlyList<AnswerPart>> ListenAsync(
        Question question, ChannelWriter<Task<SpokenSentence>> sentences, AnswerTally tally, CancellationToken cancellationToken)
    {
        var said = 0;
        var left = LongestAnswer;
        try
        {
            if (_rounds.Group(question.Tools).Count >= MostToolRounds)
            {
                throw HttpFailures.Unusable($"{_options.Model} asked for tools {MostToolRounds} times and gave no answer");
            }

            var body = _writer.Write(question);
            Log.Asking(_log, _options.Model, body.Length);
            var cutter = new SentenceCutter();
            List<GenerateReply.Piece> pieces = [];
            string? ended = null;
            try
            {
                await foreach (var slice in _client.StreamAsync(_options.Model, body, _options.AnswerTimeout, cancellationToken).ConfigureAwait(false))
                {
                    tally.Words(slice.UsageMetadata);
                    pieces.AddRange(slice.Pieces);
                    ended = slice.PromptFeedback?.BlockReason ?? slice.FinishReason ?? ended;
                    foreach (var piece in slice.Pieces.Where(static piece => piece is { Text: not null, Thought: not true }))
                    {
                        var words = piece.Text!.Length <= left ? piece.Text : piece.Text[..left];
                        left -= words.Length;
                        foreach (var sentence in cutter.Add(words))
                        {
                            await SayAsync(sentence).ConfigureAwait(false);
                        }
                    }

                    if (left == 0)
                    {
                        Log.TooLong(_log, _options.Model, LongestAnswer);
                        return [new AnswerEnd(TurnCompleteReason.GeneratedOther)];
                    }
                }
            }
            catch (BrainException failure) when (said > 0)
            {
                Log.BrokeOff(_log, said, failure.Message);
                return [new AnswerEnd(TurnCompleteReason.GeneratedOther)];
            }

            if (cutter.Finish() is { } rest)
            {
                await SayAsync(rest).ConfigureAwait(false);
            }

            return await EndAsync(pieces, ended, SayAsync, said).ConfigureAwait(false);
        }
        finally
        {
            sentences.TryComplete();
        }

        async Task SayAsync(string sentence)
        {
            said++;
            await sentences.WriteAsync(_speaker.SpeakAsync(sentence, question.Setup, cancellationToken), cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<IReadOnlyList<AnswerPart>> EndAsync(
        IReadOnlyList<GenerateReply.Piece> pieces, string? ended, Func<string, Task> sayAsync, int said)
    {
        if (pieces.Any(static piece => piece.FunctionCall is not null))
        {
            return [new AnswerToolCalls(_rounds.Keep(pieces))];
        }

        if (ended is not (null or "STOP" or "MAX_TOKENS"))
        {
            Log.Blocked(_log, ended);
            await sayAsync(NotAllowed).ConfigureAwait(false);
            return [new AnswerEnd(TurnCompleteReason.ResponseRejected)];
        }

        return said > 0 ? [] : throw HttpFailures.Unusable($"{_options.Model} gave an empty answer");
    }

    // Nothing may be left running or unobserved, whatever ended the answer.
    private static async Task DrainAsync(Task listening, ChannelReader<Task<SpokenSentence>> sentences)
    {
        while (sentences.TryRead(out var sentence))
        {
            await ((Task)sentence).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await listening.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        while (sentences.TryRead(out var sentence))
        {
            await ((Task)sentence).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private static SocketsHttpHandler Sockets(HttpBrainOptions options) => new()
    {
        ConnectTimeout = options.ConnectTimeout,
        // A redirect would take the key to wherever it points: .NET drops Authorization on the way, but no header of ours.
        AllowAutoRedirect = false,
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        AutomaticDecompression = System.Net.DecompressionMethods.All,
    };
}
