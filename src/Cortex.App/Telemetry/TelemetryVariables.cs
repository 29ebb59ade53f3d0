using Cortex.App.Commands;

namespace Cortex.App.Telemetry;

/// <summary>What the standard variables ask for: which of the signals go out. Everything else of them the exporter reads itself.</summary>
/// <param name="Metrics">Metrics go out.</param>
/// <param name="Traces">Traces go out.</param>
internal sealed record TelemetryVariables(bool Metrics, bool Traces)
{
    private const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";
    private static readonly string[] Protocols = ["grpc", "http/protobuf"];

    /// <summary>Something goes out.</summary>
    public bool IsOn => Metrics || Traces;

    /// <summary>Reads them.</summary>
    /// <param name="variable">The value of a variable; null or empty: it is not set.</param>
    /// <exception cref="CommandFailure">One has a value that cannot be; says what is allowed.</exception>
    public static TelemetryVariables Read(Func<string, string?> variable)
    {
        var off = Value("OTEL_SDK_DISABLED");
        return string.Equals(off, "true", StringComparison.OrdinalIgnoreCase)
            ? new TelemetryVariables(Metrics: false, Traces: false)
            : new TelemetryVariables(IsOn("METRICS"), IsOn("TRACES"));

        bool IsOn(string signal)
        {
            var exporter = Value($"OTEL_{signal}_EXPORTER");
            if (exporter is not (null or "otlp" or "none"))
            {
                throw new CommandFailure(ExitCode.Usage, $"OTEL_{signal}_EXPORTER is {exporter}: allowed is otlp or none");
            }

            var (name, own) = ($"OTEL_EXPORTER_OTLP_{signal}_ENDPOINT", Value($"OTEL_EXPORTER_OTLP_{signal}_ENDPOINT"));
            var (place, endpoint) = own is null ? (Endpoint, Value(Endpoint)) : (name, own);
            if (exporter is "none" || (exporter is null && endpoint is null))
            {
                return false;
            }

            // The exporter itself would quietly send nothing, or to another place.
            if (endpoint is not null && !(Uri.TryCreate(endpoint, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"))
            {
                throw new CommandFailure(ExitCode.Usage, $"{place} is no address: give one such as http://127.0.0.1:4318");
            }

            CheckProtocol("OTEL_EXPORTER_OTLP_PROTOCOL");
            CheckProtocol($"OTEL_EXPORTER_OTLP_{signal}_PROTOCOL");
            return true;
        }

        void CheckProtocol(string name)
        {
            if (Value(name) is { } protocol && !Protocols.Contains(protocol))
            {
                throw new CommandFailure(ExitCode.Usage, $"{name} is {protocol}: allowed is {string.Join(" or ", Protocols)}");
            }
        }

        string? Value(string name) => variable(name) is { Length: > 0 } value ? value.Trim() : null;
    }
}
