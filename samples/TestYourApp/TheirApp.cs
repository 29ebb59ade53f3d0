using System.Net.WebSockets;
using System.Text;
using System.Text.Json;

namespace TestYourApp;

/// <summary>Somebody's app, such as yours: it speaks the Live API over a WebSocket and knows nothing of Cortex.</summary>
public sealed class TheirApp(Uri server)
{
    /// <summary>Asks by word and picture; opens the door when the model wants that.</summary>
    public async Task<(string Said, double Seconds)> AskAsync(string question, byte[] picture, CancellationToken cancellationToken)
    {
        using var socket = new ClientWebSocket();
        await socket.ConnectAsync(new UriBuilder(server) { Scheme = "ws", Path = "/ws/google.ai.generativelanguage.v1beta.GenerativeService.BidiGenerateContent", Query = "key=any" }.Uri, cancellationToken);
        Task SendAsync(string json) => socket.SendAsync(Encoding.UTF8.GetBytes(json), WebSocketMessageType.Text, true, cancellationToken);

        await SendAsync("""{"setup":{"model":"models/gemini-3.8-live","generationConfig":{"responseModalities":["AUDIO"]},"outputAudioTranscription":{},"tools":[{"functionDeclarations":[{"name":"open_door","description":"Opens the door."}]}]}}""");
        var (said, bytes) = ("", 0);
        await foreach (var message in ReceiveAsync(socket, cancellationToken))
        {
            if (message.TryGetProperty("setupComplete", out _))
            {
                await SendAsync($$$$"""{"realtimeInput":{"video":{"mimeType":"image/jpeg","data":"{{{{Convert.ToBase64String(picture)}}}}"}}}""");
                await SendAsync($$$$"""{"realtimeInput":{"text":"{{{{JsonEncodedText.Encode(question)}}}}"}}""");
            }
            else if (message.TryGetProperty("toolCall", out var call))
            {
                var id = call.GetProperty("functionCalls")[0].GetProperty("id").GetString();
                await SendAsync($$$$"""{"toolResponse":{"functionResponses":[{"id":"{{{{id}}}}","name":"open_door","response":{"door":"open"}}]}}""");
            }
            else if (message.TryGetProperty("serverContent", out var content))
            {
                said += content.TryGetProperty("outputTranscription", out var words) ? words.GetProperty("text").GetString() : "";
                foreach (var part in content.TryGetProperty("modelTurn", out var turn) ? turn.GetProperty("parts").EnumerateArray() : default)
                    bytes += part.TryGetProperty("inlineData", out var sound) ? sound.GetProperty("data").GetBytesFromBase64().Length : 0;
                // This model ends a turn at a tool call, and speaks in the next one.
                if (content.TryGetProperty("turnComplete", out _) && bytes > 0)
                    break;
            }
        }

        return (said.Trim(), bytes / 48_000.0);
    }

    private static async IAsyncEnumerable<JsonElement> ReceiveAsync(
        ClientWebSocket socket, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var (buffer, count) = (new byte[1 << 20], 0);
        while (await socket.ReceiveAsync(buffer.AsMemory(count), cancellationToken) is { MessageType: not WebSocketMessageType.Close } part)
        {
            count += part.Count;
            if (part.EndOfMessage)
            {
                yield return JsonElement.Parse(buffer.AsSpan(0, count));
                count = 0;
            }
        }
    }
}
