using System.Text.Encodings.Web;
using System.Text.Json;

namespace Cortex.Assistant.Report;

/// <summary>The whole account of a conversation: what <c>talk --json</c> prints.</summary>
/// <param name="Engine">The engine's name.</param>
/// <param name="Model">The model, as the setup named it, without <c>models/</c>.</param>
/// <param name="Turns">The wearer's turns, oldest first.</param>
/// <param name="Frames">The camera.</param>
/// <param name="Wire">The connection's bytes.</param>
/// <param name="Connection">Connections and how they ended.</param>
/// <param name="Lost">What could not be kept.</param>
/// <param name="Usage">Tokens.</param>
/// <param name="Process">What it cost this process.</param>
public sealed record TalkReport(
    string Engine,
    string Model,
    IReadOnlyList<TurnReport> Turns,
    FrameReport Frames,
    WireReport Wire,
    ConnectionReport Connection,
    IReadOnlyList<LostReport> Lost,
    UsageReport Usage,
    ProcessReport Process)
{
    // The report goes to a terminal or a file, never into a page: words in any language stay readable.
    private static readonly TalkReportJson Readable = new(new JsonSerializerOptions(TalkReportJson.Default.Options)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });

    /// <summary>One JSON object, indented, with a newline at its end.</summary>
    /// <remarks>In a recording it stands without line ends: see <see cref="WriteTo"/>.</remarks>
    public string ToJson() => JsonSerializer.Serialize(this, Readable.TalkReport) + "\n";

    /// <summary>Writes it as a JSON object.</summary>
    public void WriteTo(Utf8JsonWriter output) => JsonSerializer.Serialize(output, this, TalkReportJson.Default.TalkReport);
}
