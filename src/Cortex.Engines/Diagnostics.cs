using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Text.RegularExpressions;
using Cortex.Live;
using Cortex.Live.Protocol;

namespace Cortex.Engines;

/// <summary>
/// The meter and the spans of this assembly; <c>docs/telemetry.md</c> lists them. Where nobody listens nothing is made. No attribute
/// holds what anybody said, what a tool was asked or answered, or a key.
/// </summary>
internal static partial class Diagnostics
{
    private const string Name = "Cortex.Engines";
    private static readonly Meter Meter = new(Name);
    private static readonly ActivitySource Source = new(Name);

    // The boundaries that the GenAI conventions ask for.
    private static readonly InstrumentAdvice<double> Operations =
        new() { HistogramBucketBoundaries = [0.01, 0.02, 0.04, 0.08, 0.16, 0.32, 0.64, 1.28, 2.56, 5.12, 10.24, 20.48, 40.96, 81.92] };

    private static readonly Counter<long> Changes =
        Meter.CreateCounter<long>("cortex.engines.rung.changes", "{change}", "Steps of ladders from one rung to another.");

    private static readonly UpDownCounter<long> Standing =
        Meter.CreateUpDownCounter<long>("cortex.engines.rung", "{conversation}", "Conversations that stand on a rung.");

    private static readonly Counter<double> Money =
        Meter.CreateCounter<double>("cortex.engines.cost", "{currency}", "What responses cost, in the currency of the price table.");

    private static readonly Counter<long> Losses =
        Meter.CreateCounter<long>("cortex.engines.lost", "{message}", "What a ladder lost between its rungs, by kind.");

    private static readonly Histogram<double> Requests =
        Meter.CreateHistogram("gen_ai.client.operation.duration", "s", "How long requests over HTTP took.", tags: null, Operations);

    private static readonly Histogram<long> Tokens = Meter.CreateHistogram(
        "gen_ai.client.token.usage",
        "{token}",
        "Tokens of each answer over HTTP, its speech included.",
        tags: null,
        new InstrumentAdvice<long> { HistogramBucketBoundaries = [1, 4, 16, 64, 256, 1024, 4096, 16384, 65536, 262144, 1048576, 4194304, 16777216, 67108864] });

    private static readonly Histogram<double> Tools =
        Meter.CreateHistogram("gen_ai.execute_tool.duration", "s", "How long tools took.", tags: null, Operations);

    /// <summary>A ladder stands on another rung; null: on none, before its first and after its end.</summary>
    public static void Stands(string? before, string? now)
    {
        if (before is not null)
        {
            Standing.Add(-1, new KeyValuePair<string, object?>("rung", before));
        }

        if (now is not null)
        {
            Standing.Add(1, new KeyValuePair<string, object?>("rung", now));
        }
    }

    public static void Changed(RungChanged change) => Changes.Add(1, new("from", change.From), new("to", change.To));

    public static void Lost(Lost loss)
    {
        if (Losses.Enabled)
        {
            Losses.Add(loss.Count, new KeyValuePair<string, object?>("kind", loss.What.ToString()));
        }
    }

    public static void Charged(decimal cost, string engine)
    {
        if (cost > 0 && Money.Enabled)
        {
            Money.Add((double)cost, new KeyValuePair<string, object?>("engine", engine));
        }
    }

    /// <summary>A tool begins; null: nobody listens.</summary>
    /// <param name="tool">Its name.</param>
    /// <param name="call">The call's id.</param>
    /// <param name="around">Whose call it is.</param>
    public static Activity? StartTool(string tool, string? call, ActivityContext around)
    {
        if (!Source.HasListeners())
        {
            return null;
        }

        var name = NameOf(tool);
        return Source.StartActivity($"execute_tool {name}", ActivityKind.Internal, around)
            ?.SetTag("gen_ai.operation.name", "execute_tool")
            .SetTag("gen_ai.tool.name", name)
            .SetTag("gen_ai.tool.type", "function")
            .SetTag("gen_ai.tool.call.id", call);
    }

    /// <summary>A tool ended.</summary>
    public static void EndTool(Activity? span, string tool, TimeSpan took, string? fault)
    {
        Record(Tools, took, fault, new TagList { { "gen_ai.operation.name", "execute_tool" }, { "gen_ai.tool.name", NameOf(tool) } });
        End(span, fault);
    }

    /// <summary>A request over HTTP begins; null: nobody listens.</summary>
    public static Activity? StartRequest(string model, Uri endpoint)
    {
        if (!Source.HasListeners())
        {
            return null;
        }

        var around = Activity.Current;
        var span = Source.StartActivity($"generate_content {model}", ActivityKind.Client)
            ?.SetTag("gen_ai.operation.name", "generate_content")
            .SetTag("gen_ai.provider.name", ProviderOf(endpoint))
            .SetTag("gen_ai.request.model", model)
            .SetTag("server.address", endpoint.Host)
            .SetTag("server.port", endpoint.Port);
        // A stream hands its slices to others, whose work is no part of it.
        Activity.Current = around;
        return span;
    }

    /// <summary>A request over HTTP ended.</summary>
    public static void EndRequest(Activity? span, string model, Uri endpoint, TimeSpan took, string? fault)
    {
        Record(
            Requests,
            took,
            fault,
            new TagList { { "gen_ai.operation.name", "generate_content" }, { "gen_ai.provider.name", ProviderOf(endpoint) }, { "gen_ai.request.model", model } });
        End(span, fault);
    }

    /// <summary>An answer over HTTP told its tokens.</summary>
    public static void Used(UsageMetadata usage, string model, Uri endpoint)
    {
        if (Tokens.Enabled)
        {
            Used("input", usage.PromptTokenCount, model, endpoint);
            Used("output", usage.ResponseTokenCount + usage.ThoughtsTokenCount, model, endpoint);
        }
    }

    private static void Used(string type, int tokens, string model, Uri endpoint) => Tokens.Record(
        tokens,
        new TagList
        {
            { "gen_ai.operation.name", "generate_content" },
            { "gen_ai.provider.name", ProviderOf(endpoint) },
            { "gen_ai.request.model", model },
            { "gen_ai.token.type", type },
        });

    private static void Record(Histogram<double> histogram, TimeSpan took, string? fault, TagList tags)
    {
        if (histogram.Enabled)
        {
            if (fault is not null)
            {
                tags.Add("error.type", fault);
            }

            histogram.Record(took.TotalSeconds, tags);
        }
    }

    private static void End(Activity? span, string? fault)
    {
        if (fault is not null)
        {
            span?.SetTag("error.type", fault).SetStatus(ActivityStatusCode.Error);
        }

        span?.Dispose();
    }

    // What a model calls may be anything; a name is one.
    private static string NameOf(string tool) => ToolName().IsMatch(tool) ? tool : "_OTHER";

    [GeneratedRegex(@"^[\w.:-]{1,64}$")]
    private static partial Regex ToolName();

    private static string ProviderOf(Uri endpoint) =>
        endpoint.Host.EndsWith(".googleapis.com", StringComparison.OrdinalIgnoreCase) ? "gcp.gemini" : "cortex";
}
