using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using Cortex.Testing;

namespace Cortex.Server.Tests.Rig;

/// <summary>A plain <see cref="ClientWebSocket"/> that speaks JSON.</summary>
internal sealed class LiveClient : IAsyncDisposable
{
    public const string Path = "ws/google.ai.generativelanguage.v1beta.GenerativeService.BidiGenerateContent";
    public const string Alpha = "ws/google.ai.generativelanguage.v1alpha.GenerativeService.BidiGenerateContent";
    public const string Constrained = "ws/google.ai.generativelanguage.v1beta.GenerativeService.BidiGenerateContentConstrained";
    public const string Vertex = "ws/google.cloud.aiplatform.v1beta1.LlmBidiService/BidiGenerateContent";

    private readonly byte[] _buffer = new byte[1024 * 1024];

    private LiveClient(ClientWebSocket socket) => Socket = socket;

    public ClientWebSocket Socket { get; }

    /// <summary>The type of the last message's frames.</summary>
    public WebSocketMessageType LastType { get; private set; }

    /// <summary>The bytes of the last message.</summary>
    public string LastText { get; private set; } = "";

    /// <summary>In how many pieces it came.</summary>
    public int LastPieces { get; private set; }

    public static async Task<LiveClient> ConnectAsync(Uri server, string path = Path, string? key = "test-key", params (string Name, string Value)[] headers)
    {
        var socket = new ClientWebSocket();
        socket.Options.CollectHttpResponseDetails = true;
        if (key is not null)
        {
            socket.Options.SetRequestHeader("x-goog-api-key", key);
        }

        foreach (var (name, value) in headers)
        {
            socket.Options.SetRequestHeader(name, value);
        }

        var url = new Uri((server.Scheme == "https" ? "wss" : "ws") + server.AbsoluteUri[server.Scheme.Length..] + path);
        socket.Options.RemoteCertificateValidationCallback = static (_, certificate, _, _) => certificate?.Subject == TestCertificate.Subject;
        await socket.ConnectAsync(url, Patience.Token());
        return new LiveClient(socket);
    }

    /// <summary>Connects and sets up; the answer was read.</summary>
    public static async Task<LiveClient> OpenAsync(Uri server, string setup = "", string model = "models/gemini-3.8-live", string path = Path)
    {
        var client = await ConnectAsync(server, path);
        await client.SendAsync(Setup(setup, model));
        Assert.True((await client.ReceiveAsync()).TryGetProperty("setupComplete", out _), client.LastText);
        return client;
    }

    public static string Setup(string more = "", string model = "models/gemini-3.8-live") =>
        $$"""{"setup":{"model":"{{model}}"{{(more.Length > 0 ? "," : "")}}{{more}} } }""";

    public Task SendAsync(string json) => SendAsync(Encoding.UTF8.GetBytes(json), WebSocketMessageType.Text);

    public async Task SendAsync(byte[] bytes, WebSocketMessageType type, bool endOfMessage = true) =>
        await Socket.SendAsync(bytes, type, endOfMessage, Patience.Token());

    /// <summary>The next message that is not <c>{}</c>.</summary>
    public async Task<JsonElement> ReceiveAsync()
    {
        while (true)
        {
            var message = await ReceiveAnyAsync() ?? throw new InvalidOperationException($"closed: {(int?)Socket.CloseStatus} {Socket.CloseStatusDescription}");
            if (message.EnumerateObject().Any())
            {
                return message;
            }
        }
    }

    /// <summary>The next message, or null at a close.</summary>
    public async Task<JsonElement?> ReceiveAnyAsync()
    {
        var length = 0;
        LastPieces = 0;
        while (true)
        {
            var piece = await Socket.ReceiveAsync(_buffer.AsMemory(length), Patience.Token());
            if (piece.MessageType is WebSocketMessageType.Close)
            {
                return null;
            }

            LastPieces++;
            length += piece.Count;
            if (piece.EndOfMessage)
            {
                LastType = piece.MessageType;
                LastText = Encoding.UTF8.GetString(_buffer, 0, length);
                using var document = JsonDocument.Parse(_buffer.AsMemory(0, length));
                return document.RootElement.Clone();
            }
        }
    }

    /// <summary>Reads on until a message has the property; a dotted path.</summary>
    public async Task<JsonElement> UntilAsync(string path)
    {
        while (true)
        {
            var message = await ReceiveAsync();
            if (Find(message, path) is { } found)
            {
                return found;
            }
        }
    }

    /// <summary>Reads on until the server closes.</summary>
    public async Task<(int Code, string Text)> UntilClosedAsync()
    {
        while (await ReceiveAnyAsync() is not null)
        {
        }

        var end = ((int)Socket.CloseStatus!, Socket.CloseStatusDescription ?? "");
        if (Socket.State is WebSocketState.CloseReceived)
        {
            await Socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, Patience.Token());
        }

        return end;
    }

    public async Task CloseAsync() => await Socket.CloseAsync(WebSocketCloseStatus.NormalClosure, null, Patience.Token());

    public ValueTask DisposeAsync()
    {
        Socket.Dispose();
        return ValueTask.CompletedTask;
    }

    public static JsonElement? Find(JsonElement element, string path)
    {
        foreach (var name in path.Split('.'))
        {
            if (element.ValueKind is not JsonValueKind.Object || !element.TryGetProperty(name, out element))
            {
                return null;
            }
        }

        return element;
    }
}
