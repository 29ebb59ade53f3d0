namespace Cortex.Assistant.Commands;

/// <summary>How commands are said in English; other languages come in a file, see <see cref="CommandFile"/>.</summary>
internal static class EnglishCommands
{
    /// <summary>All of it.</summary>
    public static CommandTable Table { get; } = new(
        [
            .. Alone(WearerCommand.Stop, "stop", "stop it", "stop that", "stop talking", "stop speaking", "stop now", "shut up", "be silent", "silence", "hush", "cancel", "never mind", "enough", "that's enough"),
            .. Alone(WearerCommand.Quiet, "quiet", "be quiet", "keep quiet", "stay quiet"),
            .. Alone(WearerCommand.Repeat, "repeat", "repeat that", "repeat it", "repeat the answer", "repeat the last answer", "say that again", "say it again", "once more", "one more time"),
            .. Asked(WearerCommand.Repeat, "what did you say", "what was that"),
            .. Alone(WearerCommand.Louder, "louder", "speak louder", "speak up", "volume up", "turn it up", "turn the volume up", "turn up the volume"),
            .. Alone(WearerCommand.Softer, "softer", "quieter", "speak softer", "speak quieter", "speak more softly", "speak more quietly", "volume down", "turn it down", "turn the volume down", "turn down the volume", "too loud"),
            .. Alone(WearerCommand.Slower, "slower", "speak slower", "speak more slowly", "more slowly", "slow down", "too fast"),
            .. Alone(WearerCommand.Faster, "faster", "speak faster", "speed up", "too slow"),
            .. Alone(WearerCommand.More, "more", "tell me more", "more detail", "more details", "say more", "go on"),
            .. Alone(WearerCommand.Less, "less", "less detail", "fewer details", "say less", "shorter", "be brief", "too long", "too much"),
            .. Switch("off", WearerCommand.CameraOff, "turn", "switch", "shut"),
            .. Switch("on", WearerCommand.CameraOn, "turn", "switch"),
            .. Both(["disable", "camera"], WearerCommand.CameraOff),
            .. Both(["enable", "camera"], WearerCommand.CameraOn),
            .. Both(["stop", "camera"], WearerCommand.CameraOff),
            .. Both(["start", "camera"], WearerCommand.CameraOn),
            .. Alone(WearerCommand.Mute, "mute", "mute yourself", "mute the microphone", "microphone off", "turn the microphone off", "turn off the microphone", "switch the microphone off", "switch off the microphone", "stop listening"),
            .. Alone(WearerCommand.Unmute, "unmute", "unmute the microphone", "microphone on", "turn the microphone on", "turn on the microphone", "switch the microphone on", "switch on the microphone", "start listening"),
            .. Asked(WearerCommand.Battery, "battery", "battery level", "how full is the battery", "how much battery is left", "how much battery do i have", "how much battery do i have left", "what is the battery level", "what's the battery level", "how is the battery", "how's the battery"),
            .. Asked(WearerCommand.Help, "help", "help me", "what can i say", "what can you do", "what are the commands", "list the commands"),
            .. Asked(WearerCommand.AreYouThere, "are you there", "are you still there", "are you awake", "can you hear me", "do you hear me"),
            .. Asked(WearerCommand.WhoIsTalking, "who is talking", "who's talking", "who is speaking", "who's speaking", "who am i talking to", "who is answering", "who's answering", "are you online", "are you offline"),
            .. Asked(WearerCommand.PairingCode, "pairing code", "a pairing code", "give me a pairing code", "show me a pairing code", "show a pairing code", "what is the pairing code", "pair a phone", "pair my phone", "pair a browser", "pair a device"),
        ],
        Words("not don't dont never no didn't doesn't can't cannot won't shouldn't wouldn't wasn't isn't without avoid stop forget why how what when where who whether if unless is was are were did does has had have said says say told"),
        Words("please cortex hey ok okay now just so well and then oh no yes could can would will you the my your thanks thank"),
        Words("please now again and then for because so until while cortex okay ok thanks thank right immediately"),
        [["can", "you"], ["could", "you"], ["would", "you"], ["will", "you"]]);

    private static string[][] Articles => [[], ["the"], ["my"], ["your"]];

    private static IEnumerable<CommandPhrase> Alone(WearerCommand command, params string[] ways) => ways.Select(way => new CommandPhrase(way.Split(' '), command, StandsAlone: true));

    private static IEnumerable<CommandPhrase> Asked(WearerCommand command, params string[] ways) =>
        ways.Select(way => new CommandPhrase(way.Split(' '), command, StandsAlone: true, MayBeAsked: true));

    // "camera off" alone; "turn off the camera", "turn the camera off" in a sentence.
    private static IEnumerable<CommandPhrase> Switch(string particle, WearerCommand command, params string[] verbs)
    {
        yield return new(["camera", particle], command, StandsAlone: true);
        foreach (var verb in verbs)
        {
            foreach (var article in Articles)
            {
                yield return new([verb, particle, .. article, "camera"], command, StandsAlone: false);
                yield return new([verb, .. article, "camera", particle], command, StandsAlone: false);
            }
        }
    }

    private static IEnumerable<CommandPhrase> Both(string[] words, WearerCommand command) =>
        Articles.Select(article => new CommandPhrase([words[0], .. article, .. words[1..]], command, StandsAlone: false));

    private static HashSet<string> Words(string list) => [.. list.Split(' ')];
}
