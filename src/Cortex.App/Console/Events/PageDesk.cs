using Cortex.App.WebConsole.Holding;
using Cortex.App.WebConsole.Messages;
using Cortex.Assistant.Report;

namespace Cortex.App.WebConsole.Events;

/// <summary>Does what a page says. One for each page; one message at a time.</summary>
/// <param name="page">The page's name on its sockets.</param>
/// <param name="floor">Who holds the conversation.</param>
/// <param name="facts">What pages see.</param>
/// <param name="actions">What a page may ask of this program.</param>
internal sealed class PageDesk(string page, Floor floor, ConsoleFacts facts, IConsoleActions actions)
{
    private const int MostName = 60;
    private const int MostText = 8000;
    private static readonly TimeSpan MostSound = TimeSpan.FromHours(1);

    /// <summary>Its name for people.</summary>
    public string Name { get; private set; } = "a browser";

    public async Task HearAsync(PageMessage message)
    {
        switch (message)
        {
            case { Type: "claim" }:
                await ClaimAsync(message);
                break;
            case { Type: "release" }:
                await floor.ReleaseAsync(page);
                break;
            case { Type: "pair" }:
                actions.Pair(page);
                break;
            case { Type: "order", Command: { Length: > 0 and < 40 } command }:
                actions.Order(command);
                break;
            case { Type: "ask", Text: { } text } when text.Trim() is { Length: > 0 and <= MostText } words:
                await actions.AskAsync(page, words);
                break;
            case { Type: "set", Key: { Length: < 40 } key, Value: { Length: < 100 } value }:
                actions.Set(page, key, value);
                break;
            default:
                HearHolder(message);
                break;
        }
    }

    private async Task ClaimAsync(PageMessage claim)
    {
        Name = Tidy(claim.Name) ?? Name;
        if (claim.Mode is "take")
        {
            if (!await floor.TakeAsync(new Holder(HolderKind.Browser, Name, page)))
            {
                facts.TellRefusal(page);
            }
        }
        else if (claim.Mode is "watch")
        {
            await floor.ReleaseAsync(page);
        }
    }

    // What only whoever holds the devices can say.
    private void HearHolder(PageMessage message)
    {
        if (floor.Holder.Page != page)
        {
            return;
        }

        switch (message)
        {
            case { Type: "played", Ms: { } ms } when Sound(ms) is { } played:
                floor.Remote?.Played(message.Turn, played);
                facts.ShowHeard();
                break;
            case { Type: "turnTiming" }:
                floor.Remote?.Timed(message.Turn, new TurnTiming
                {
                    VoiceStartMs = Time(message.VoiceStartMs),
                    VoiceEndMs = Time(message.VoiceEndMs),
                    VoiceEndDecidedMs = Time(message.VoiceEndDecidedMs),
                    TurnEndSentMs = Time(message.TurnEndSentMs),
                    FirstAudioMs = Time(message.FirstAudioMs),
                    FirstSoundMs = Time(message.FirstSoundMs),
                    DoneMs = Time(message.DoneMs ?? message.InterruptedMs),
                });
                break;
            case { Type: "voice", Active: { } isOn }:
                floor.Remote?.Voice(isOn);
                break;
            case { Type: "device" }:
                facts.Use(
                    new DevicesPart(Tidy(message.Microphone), Tidy(message.Speaker), Tidy(message.Camera)),
                    new CameraPart(Tidy(message.Camera) is not null, message.CameraOff ?? false),
                    message.Muted ?? false);
                break;
            default:
                break;
        }
    }

    private static TimeSpan? Sound(double ms) => ms >= 0 && ms <= MostSound.TotalMilliseconds ? TimeSpan.FromMilliseconds(ms) : null;

    private static double? Time(double? ms) => ms is { } given && double.IsFinite(given) && given is >= 0 and < 1e12 ? Math.Round(given, 2) : null;

    private static string? Tidy(string? name) =>
        name is null || Terminal.PlainWords.Of(name).Trim() is not { Length: > 0 } words ? null : words.Length <= MostName ? words : words[..MostName];
}
