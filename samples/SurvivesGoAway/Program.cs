// Does a client survive goAway? A server in this process sends it in the middle of the first answer, with ten seconds left.
// The client here is Cortex.Live; put yours in its place: any client of the Live API can be pointed at server.Url.
using Cortex.Engines.Scenario;
using Cortex.Engines.Turns;
using Cortex.Live;
using Cortex.Live.Connection;
using Cortex.Live.Protocol;
using Cortex.Live.Session;
using Cortex.Media.Voices;
using Cortex.Server.Faults;
using Cortex.Server.Hosting;
using Microsoft.Extensions.Logging.Abstractions;

var (time, loggers, voice) = (TimeProvider.System, NullLoggerFactory.Instance, new CueVoice());
var plan = new FaultPlan
{
    Name = "one goAway",
    Faults = [new Fault { What = FaultKind.GoAway, Ms = 10_000, When = new() { Connection = 1, Turn = 1, Sound = 1 } }],
};
var brain = new ScenarioBrain(Script.BuiltIn("echo"), voice);
await using var server = await LiveServer.StartAsync(
    new() { Faults = plan }, new TurnEngine(brain, new(), time, loggers), brain, voice, time, loggers);

var client = new LiveEngine(new() { Endpoint = server.Url, Credentials = new FixedCredentials(Credential.From("any", "this sample")) }, time, loggers);
await using var conversation = client.Open(new Setup { Model = "models/gemini-3.8-live", OutputAudioTranscription = new() }, ConversationHistory.Empty);
await conversation.SendAsync(new RealtimeInput { Text = "before" });

var (said, answers) = ("", 0);
await foreach (var happened in conversation.ReceiveAsync())
{
    if (happened.Notice is StateChanged change)
        Console.WriteLine($"{change.From} → {change.To}");

    // The second question goes to the second connection.
    if (happened.Notice is StateChanged { From: ConversationState.HandingOver, To: ConversationState.Ready })
        await conversation.SendAsync(new RealtimeInput { Text = "after" });

    if (happened.Notice is Closed || happened.Message is ServerContent { TurnComplete: true } && ++answers == 2)
        break;

    said += (happened.Message as ServerContent)?.OutputTranscription?.Text;
}

var counts = server.Counts;
Console.WriteLine($"said:{said}; connections: {counts.Connections}, resumed: {counts.Resumptions}");
var survived = answers == 2 && said.Contains("after") && counts.Resumptions == 1 && !counts.Closes.ContainsKey(1008);
Console.WriteLine(survived ? "survived" : "did not survive");
return survived ? 0 : 1;
