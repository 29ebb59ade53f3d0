using System.Globalization;
using System.Text;
using System.Text.Json;
using Cortex.Media.Detection;
using Cortex.Media.Frames;

namespace Cortex.Media.Feed;

/// <summary>Understands a producer's lines. Pure.</summary>
static class FeedMessages
{
    const double OldestMs = 10_000;

    /// <summary>Reads a line.</summary>
    /// <exception cref="FeedException">It is no message.</exception>
    public static FeedMessage Read(ReadOnlySpan<byte> line, FeedOptions options)
    {
        FeedMessage? message;
        try
        {
            message = JsonSerializer.Deserialize(line, FeedJson.Default.FeedMessage);
        }
        catch (JsonException fault)
        {
            throw Lost("this line is no message: " + Words(fault));
        }

        return message switch
        {
            { Type: "frame", Bytes: > 0 and var bytes, Objects: null, Text: null } when bytes <= options.FrameBytes && IsAge(message) => message,
            { Type: "frame", Bytes: > 0, Objects: null, Text: null } when IsAge(message) => throw Lost($"a frame may have {options.FrameBytes} bytes"),
            { Type: "frame" } => throw Lost("a frame has \"bytes\", above 0, and perhaps \"ageMs\", 0 to 10000"),
            { Type: "detections", Objects: not null, Bytes: null, Text: null } when IsAge(message) => message,
            { Type: "detections" } => throw Lost("detections have \"objects\", and perhaps \"ageMs\", 0 to 10000"),
            { Type: "ask", Text: not null, Bytes: null, Objects: null, AgeMs: null } => message,
            { Type: "ask" } => throw Lost("a question has \"text\", and nothing else"),
            _ => throw Lost("\"type\" is \"frame\", \"detections\" or \"ask\""),
        };
    }

    /// <summary>What was seen.</summary>
    /// <exception cref="FeedException">A thing in it is none.</exception>
    public static Scene ToScene(FeedMessage message, FeedOptions options, long seenAt)
    {
        var objects = message.Objects!;
        if (objects.Count > options.Objects)
            throw new FeedException($"a message may have {options.Objects} objects, this one has {objects.Count}", isLost: false);
        var found = new SceneObject[objects.Count];
        for (var i = 0; i < found.Length; i++)
            found[i] = ToObject(objects[i], options) ?? throw new FeedException(Wrong(i, options), isLost: false);
        return new(found, seenAt);
    }

    /// <summary>What is asked.</summary>
    /// <exception cref="FeedException">There are no words, or too many, or what stands there is not for people.</exception>
    public static string ToQuestion(FeedMessage message, FeedOptions options)
    {
        var text = message.Text!.Trim();
        return text.Length > 0 && text.Length <= options.QuestionLength && text.EnumerateRunes().All(IsVisible)
            ? text
            : throw new FeedException(string.Create(CultureInfo.InvariantCulture, $"a question has 1 to {options.QuestionLength} characters in one line, without invisible ones"), isLost: false);
    }

    /// <summary>What a producer is told, as a line.</summary>
    public static byte[] Answer(string error) => Encoding.UTF8.GetBytes($"{{\"error\":\"{JsonEncodedText.Encode(error)}\"}}\n");

    static SceneObject? ToObject(FeedObject? thing, FeedOptions options)
    {
        if (thing is not { Label: { } label, Confidence: >= 0 and <= 1 and var confidence, Box: [var left, var top, var right, var bottom] })
            return null;
        var isLabel = label.Trim().Length > 0 && label.Length <= options.LabelLength && label.EnumerateRunes().All(IsVisible);
        var isBox = left >= 0 && top >= 0 && left < right && top < bottom && right <= 1 && bottom <= 1;
        return isLabel && isBox ? new(label.Trim(), confidence, new PicturePlace(left, top, right, bottom)) : null;
    }

    static string Wrong(int index, FeedOptions options) => string.Create(
        CultureInfo.InvariantCulture,
        $"object {index + 1}: it has a \"label\" of 1 to {options.LabelLength} characters without invisible ones, a \"confidence\" from 0 to 1, and a \"box\" [left, top, right, bottom], parts of the picture from 0 to 1");

    static bool IsAge(FeedMessage message) => message.AgeMs is null or (>= 0 and <= OldestMs);

    static FeedException Lost(string what) => new(what, isLost: true);

    // What turns the line around, ends it, or is not seen at all would stand in a screen's line and in a log as something else.
    static bool IsVisible(Rune character) => Rune.GetUnicodeCategory(character) is not
        (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);

    // The serializer's own words name types of this program.
    static string Words(JsonException fault) => fault.InnerException is JsonException
        ? string.Create(CultureInfo.InvariantCulture, $"it is no JSON from byte {fault.BytePositionInLine + 1} on")
        : $"{Place(fault.Path)} is unknown, there twice, or of another kind than it must be";

    static string Place(string? path)
    {
        var place = path is null or "$" ? "the whole of it" : string.Concat(path.EnumerateRunes().Where(IsVisible));
        return place.Length > 100 ? place[..100] + "…" : place;
    }
}
