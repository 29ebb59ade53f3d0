using System.Reflection;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Cortex.App.Telemetry;

/// <summary>Metrics and traces on their way to a collector, from here until it is disposed. Where nobody asked for it none is made.</summary>
internal sealed class TelemetryExport : IDisposable
{
    /// <summary>The names of our meters and sources, and the runtime's own meter.</summary>
    private static readonly string[] Sources = ["Cortex.Live", "Cortex.Engines", "Cortex.Assistant"];
    private const string RuntimeMeter = "System.Runtime";

    /// <summary>So long the end of the program waits for a collector.</summary>
    private static readonly TimeSpan Goodbye = TimeSpan.FromSeconds(2);

    private readonly MeterProvider? _metrics;
    private readonly TracerProvider? _traces;

    private TelemetryExport(TelemetryVariables asked)
    {
        // What the variables say of the service goes before our own words.
        var version = typeof(TelemetryExport).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0];
        var resource = ResourceBuilder.CreateEmpty().AddService("cortex", serviceVersion: version).AddTelemetrySdk().AddEnvironmentVariableDetector();
        _metrics = asked.Metrics
            ? Sdk.CreateMeterProviderBuilder().SetResourceBuilder(resource).AddMeter([.. Sources, RuntimeMeter]).AddOtlpExporter().Build()
            : null;
        _traces = asked.Traces
            ? Sdk.CreateTracerProviderBuilder().SetResourceBuilder(resource).AddSource(Sources).AddOtlpExporter().Build()
            : null;
    }

    /// <summary>Starts it, if the standard variables ask for it.</summary>
    /// <param name="variable">The value of a variable.</param>
    /// <returns>Null: they do not.</returns>
    /// <exception cref="Commands.CommandFailure">One has a value that cannot be.</exception>
    public static TelemetryExport? Start(Func<string, string?> variable)
    {
        var asked = TelemetryVariables.Read(variable);
        return asked.IsOn ? new TelemetryExport(asked) : null;
    }

    /// <summary>Sends what is left, for a limited time.</summary>
    public void Dispose()
    {
        // The conversation's last numbers are its most telling ones; but nobody waits long for a collector that is not there.
        Parallel.Invoke(
            () => _metrics?.Shutdown((int)Goodbye.TotalMilliseconds),
            () => _traces?.Shutdown((int)Goodbye.TotalMilliseconds));
    }
}
