using System.Collections.Frozen;
using System.Text.Json;

namespace Cortex.App.WebConsole.Messages;

/// <summary>What a page says; of the fields only those of its type count.</summary>
internal sealed record PageMessage
{
    private static readonly FrozenSet<string> Known =
        FrozenSet.Create(StringComparer.Ordinal, "claim", "release", "played", "turnTiming", "voice", "order", "ask", "device", "set", "pair");

    /// <summary>claim, release, played, turnTiming, voice, order, ask, device, set or pair; others are ignored.</summary>
    public string? Type { get; init; }

    public string? Mode { get; init; }

    public string? Name { get; init; }

    public int? Turn { get; init; }

    /// <summary>So much of the answer has sounded.</summary>
    public double? Ms { get; init; }

    public double? VoiceStartMs { get; init; }

    public double? VoiceEndMs { get; init; }

    public double? VoiceEndDecidedMs { get; init; }

    public double? TurnEndSentMs { get; init; }

    public double? FirstAudioMs { get; init; }

    public double? FirstSoundMs { get; init; }

    public double? InterruptedMs { get; init; }

    public double? DoneMs { get; init; }

    public string? Command { get; init; }

    public string? Text { get; init; }

    /// <summary>A voice is heard.</summary>
    public bool? Active { get; init; }

    public bool? Muted { get; init; }

    public bool? CameraOff { get; init; }

    public string? Microphone { get; init; }

    public string? Speaker { get; init; }

    public string? Camera { get; init; }

    /// <summary>What the browser refused: microphone, camera.</summary>
    public string? Denied { get; init; }

    public string? Key { get; init; }

    public string? Value { get; init; }

    /// <summary>Reads one. Of a type that is not known nothing else is looked at: its fields may be of any kind.</summary>
    /// <returns>Null: it has no type.</returns>
    /// <exception cref="JsonException">It is no message.</exception>
    public static PageMessage? Read(ReadOnlySpan<byte> bytes) => JsonSerializer.Deserialize(bytes, ConsoleJson.Default.PageMessageHead) is not { Type: { } type } ? null
        : Known.Contains(type) ? JsonSerializer.Deserialize(bytes, ConsoleJson.Default.PageMessage)
        : new PageMessage { Type = type };
}
