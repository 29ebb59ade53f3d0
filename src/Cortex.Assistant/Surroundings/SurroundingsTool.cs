using System.Buffers;
using System.Text.Json;
using Cortex.Engines.Tools;
using Cortex.Live.Protocol;
using Cortex.Media.Detection;
using Cortex.Media.Frames;

namespace Cortex.Assistant.Surroundings;

/// <summary>Answers the model's question what is around, from this device's own detector.</summary>
/// <param name="look">What is around now; null where nobody can tell.</param>
/// <param name="fieldOfView">How much the camera sees across, in degrees.</param>
/// <param name="time">The clock of scenes.</param>
public sealed class SurroundingsTool(Func<CancellationToken, ValueTask<Scene?>> look, double fieldOfView, TimeProvider time) : IToolAnswers
{
    /// <summary>The tool's name.</summary>
    public const string Name = "what_is_around";

    /// <summary>The tool, for the setup.</summary>
    public static FunctionDeclaration Declaration { get; } = new()
    {
        Name = Name,
        Description = "What the device's own detector sees around the wearer now: each thing with where it is (left, ahead, right, and the "
            + "clock direction, 12 is straight ahead), whether it comes nearer, and for how long it has been seen. It names only what it "
            + "was trained on, can miss or mistake things, and knows no distances. Use it to count or find things, or when the picture is old.",
    };

    /// <inheritdoc />
    public async ValueTask<ToolAnswer?> AnswerAsync(FunctionCall call, CallTurn turn, CancellationToken cancellationToken)
    {
        if (call.Name != Name)
        {
            return null;
        }

        try
        {
            return new ToolAnswer(Write(await look(cancellationToken).ConfigureAwait(false)));
        }
        catch (IOException fault)
        {
            return new ToolAnswer(Error("the detector could not look: " + fault.Message));
        }
    }

    private JsonElement Write(Scene? scene) => scene is null
        ? Error("nobody can tell what is around: there is no picture, or the camera is off")
        : Json(writer =>
        {
            writer.WriteStartObject("output");
            var age = scene.SeenAt is 0 ? (TimeSpan?)null : time.GetElapsedTime(scene.SeenAt);
            if (age is { } known)
            {
                writer.WriteNumber("seen_seconds_ago", Tenths(known));
            }
            else
            {
                writer.WriteNull("seen_seconds_ago");
            }

            writer.WriteStartArray("things");
            foreach (var thing in scene.Objects)
            {
                Write(writer, thing);
            }

            writer.WriteEndArray();
            if (scene.Objects.Count is 0)
            {
                writer.WriteString("note", "the detector recognised nothing; that does not mean that nothing is there");
            }
            else if (age is null || age > SceneWatch.Fresh)
            {
                writer.WriteString("note", "this is not from now; things may have changed");
            }

            writer.WriteEndObject();
        });

    private void Write(Utf8JsonWriter writer, SceneObject thing)
    {
        writer.WriteStartObject();
        writer.WriteString("what", thing.Label);
        writer.WriteString("where", thing.Side switch
        {
            Side.Left => "left",
            Side.Right => "right",
            Side.Across => "from side to side",
            _ => "ahead",
        });
        writer.WriteNumber("clock", ClockDirection.Of(thing.Place, fieldOfView));
        writer.WriteString("moving", thing.Motion.ToString().ToLowerInvariant());
        if (thing.Since is not 0)
        {
            writer.WriteNumber("since_seconds", Tenths(time.GetElapsedTime(thing.Since)));
        }

        writer.WriteNumber("sure", Math.Round(thing.Confidence, 2));
        writer.WriteEndObject();
    }

    private static JsonElement Error(string text) => Json(writer => writer.WriteString("error", text));

    private static JsonElement Json(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            write(writer);
            writer.WriteEndObject();
        }

        using var document = JsonDocument.Parse(buffer.WrittenMemory);
        return document.RootElement.Clone();
    }

    private static double Tenths(TimeSpan span) => Math.Round(Math.Max(0, span.TotalSeconds), 1);
}
