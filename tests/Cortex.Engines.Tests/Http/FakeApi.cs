using System.Net;
using System.Text;
using System.Text.Json;
using Cortex.Engines.Http;
using Cortex.Engines.Turns;
using Cortex.Live;
using Cortex.Live.Connection;
using Cortex.Live.Protocol;
using Cortex.Media.Voices;
using Cortex.Testing;
using Microsoft.Extensions.Logging.Abstractions;


namespace Cortex.Engines.Tests.Http;

/// <summary>The HTTP side of the API, scripted: each request takes the next answer of its model.</summary>
internal sealed class FakeApi : HttpMessageHandler
{
    public const string Key = "AIza-secret-of-the-test";
    private readonly Queue<Func<CancellationToken, Task<HttpResponseMessage>>> _words = [];
    private readonly Queue<Func<CancellationToken, Task<HttpResponseMessage>>> _speeches = [];

    public ArmedClock Clock { get; } = new();

    public List<(Uri Address, JsonElement Body, string? Key)> Requests { get; } = [];

    public IReadOnlyList<JsonElement> Asked => [.. Requests.Where(static request => !request.Address.AbsolutePath.Contains("tts")).Select(static request => request.Body)];

    public LocalVoice Voice { get; } = new();

    public FakeApi Answers(params string[] slices) => Streams(string.Concat(slices.Select(static slice => $"data: {slice.ReplaceLineEndings(" ")}\r\n\r\n")));

    public FakeApi Streams(string body) => Replies(HttpStatusCode.OK, body, "text/event-stream");

    public FakeApi Replies(HttpStatusCode status, string body, string type = "application/json")
    {
        _words.Enqueue(_ => Task.FromResult(Make(status, Encoding.UTF8.GetBytes(body), type)));
        return this;
    }

    public FakeApi Replies(Func<CancellationToken, Task<HttpResponseMessage>> reply)
    {
        _words.Enqueue(reply);
        return this;
    }

    public FakeApi Speaks(byte[] sound, string mimeType)
    {
        _speeches.Enqueue(_ => Task.FromResult(Make(
            HttpStatusCode.OK,
            Encoding.UTF8.GetBytes($$$"""{"candidates":[{"content":{"parts":[{"inlineData":{"mimeType":"{{{mimeType}}}","data":"{{{Convert.ToBase64String(sound)}}}"}}]},"finishReason":"STOP"}],"usageMetadata":{"promptTokenCount":3,"candidatesTokenCount":50,"totalTokenCount":53}}"""),
            "application/json")));
        return this;
    }

    public FakeApi CannotSpeak(HttpStatusCode status)
    {
        _speeches.Enqueue(_ => Task.FromResult(Make(status, "{}"u8.ToArray(), "application/json")));
        return this;
    }

    public HttpBrain Brain(bool speaks = false, HttpBrainOptions? options = null) => new(
        (options ?? new HttpBrainOptions()) with
        {
            Credentials = new FixedCredentials(Credential.From(Key, "the test")),
            SpeechModel = speaks ? "gemini-3.8-flash-tts" : null,
        },
        Voice,
        Clock,
        NullLoggerFactory.Instance,
        this);

    public static Question Typed(string text) => new() { Setup = new Setup { Model = "models/x" }, History = ConversationHistory.Empty, Turn = 0, Text = text };

    public static string Slice(string text, string? finish = null) =>
        $$"""{"candidates":[{"content":{"parts":[{"text":{{JsonSerializer.Serialize(text, TestJson.Default.String)}}}],"role":"model"}{{(finish is null ? "" : $",\"finishReason\":\"{finish}\"")}},"index":0}]}""";

    /// <summary>Runs an answer to its end; nothing in it may wait for the clock.</summary>
    public static async Task<IReadOnlyList<AnswerPart>> RunAsync(IBrain brain, Question question)
    {
        List<AnswerPart> parts = [];
        await foreach (var part in brain.AnswerAsync(question, TestContext.Current.CancellationToken))
        {
            parts.Add(part);
        }

        return parts;
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = await request.Content!.ReadAsByteArrayAsync(cancellationToken);
        var key = request.Headers.TryGetValues("x-goog-api-key", out var keys) ? keys.Single() : null;
        Func<CancellationToken, Task<HttpResponseMessage>> reply;
        lock (Requests)
        {
            Requests.Add((request.RequestUri!, JsonDocument.Parse(body).RootElement, key));
            var isSpeech = request.RequestUri!.AbsolutePath.Contains("tts");
            reply = (isSpeech ? _speeches : _words).TryDequeue(out var next)
                ? next
                : throw new InvalidOperationException($"nobody scripted an answer to {request.RequestUri}");
        }

        return await reply(cancellationToken);
    }

    public static HttpResponseMessage Make(HttpStatusCode status, byte[] body, string type)
    {
        var content = new ByteArrayContent(body);
        content.Headers.ContentType = new(type);
        return new HttpResponseMessage(status) { Content = content };
    }

    /// <summary>A voice whose sound tells how long the text was.</summary>
    internal sealed class LocalVoice : IVoice
    {
        public List<string> Spoken { get; } = [];

        public string Name => "local";

        public bool CanSpeak => true;

        public string? Advice => null;

        public Task<ReadOnlyMemory<byte>> SpeakAsync(string text, string? language, CancellationToken cancellationToken)
        {
            lock (Spoken)
            {
                Spoken.Add(text);
            }

            return Task.FromResult<ReadOnlyMemory<byte>>(new byte[text.Length * 2]);
        }
    }
}
