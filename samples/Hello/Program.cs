// A conversation with a Live server in the same process, over a real WebSocket: no key, no network.
// For Gemini leave the server out, and Endpoint and Credentials with it: the key comes from GEMINI_API_KEY.
using Cortex.Engines.Offline;
using Cortex.Engines.Turns;
using Cortex.Live;
using Cortex.Live.Connection;
using Cortex.Live.Protocol;
using Cortex.Live.Session;
using Cortex.Media.Voices;
using Cortex.Server.Hosting;
using Microsoft.Extensions.Logging.Abstractions;

var (time, loggers) = (TimeProvider.System, NullLoggerFactory.Instance);
var voice = await Voices.FindAsync();
var brain = new OfflineBrain(voice);
await using var server = await LiveServer.StartAsync(new() { Port = 0 }, new TurnEngine(brain, new(), time, loggers), brain, voice, time, loggers);

var live = new LiveEngine(new() { Endpoint = server.Url, Credentials = new FixedCredentials(Credential.From("any", "this sample")) }, time, loggers);
await using var conversation = live.Open(new Setup { Model = "models/gemini-3.8-live", OutputAudioTranscription = new() }, ConversationHistory.Empty);
await conversation.SendAsync(new RealtimeInput { Text = "Hello! Who are you?" });

var (said, spoken) = ("", 0);
await foreach (var happened in conversation.ReceiveAsync())
{
    if (happened.Message is ServerContent content)
    {
        said += content.OutputTranscription?.Text;
        spoken += content.ModelTurn?.Parts.Sum(part => part.InlineData?.DecodedLength ?? 0) ?? 0;
        if (content.TurnComplete)
            break;
    }
    else if (happened.Notice is Closed closed)
    {
        Console.Error.WriteLine(closed.Reason);
        return 1;
    }
}

Console.WriteLine($"{said.Trim()}\n({spoken / 48_000.0:F1} s of speech at 24 kHz)");
return 0;
