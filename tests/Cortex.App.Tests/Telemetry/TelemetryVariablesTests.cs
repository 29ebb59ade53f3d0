using Cortex.App.Commands;
using Cortex.App.Telemetry;

namespace Cortex.App.Tests.Telemetry;

public sealed class TelemetryVariablesTests
{
    [Theory]
    [InlineData("", false, false)]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT=http://127.0.0.1:4318", true, true)]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT=", false, false)]
    [InlineData("OTEL_EXPORTER_OTLP_METRICS_ENDPOINT=http://127.0.0.1:4318/v1/metrics", true, false)]
    [InlineData("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT=http://127.0.0.1:4318/v1/traces", false, true)]
    [InlineData("OTEL_METRICS_EXPORTER=otlp", true, false)]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT=http://127.0.0.1:4318 OTEL_TRACES_EXPORTER=none", true, false)]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT=http://127.0.0.1:4318 OTEL_SDK_DISABLED=true", false, false)]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT=nowhere OTEL_SDK_DISABLED=TRUE", false, false)]
    [InlineData("OTEL_SERVICE_NAME=cortex OTEL_EXPORTER_OTLP_PROTOCOL=grpc", false, false)]
    public void The_standard_variables_switch_each_signal(string variables, bool metrics, bool traces) =>
        Assert.Equal(new TelemetryVariables(metrics, traces), Read(variables));

    [Theory]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT=127.0.0.1:4318", "OTEL_EXPORTER_OTLP_ENDPOINT is no address")]
    [InlineData("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT=nowhere", "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT is no address")]
    [InlineData("OTEL_METRICS_EXPORTER=prometheus", "OTEL_METRICS_EXPORTER is prometheus: allowed is otlp or none")]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT=http://127.0.0.1:4318 OTEL_EXPORTER_OTLP_PROTOCOL=http/json", "OTEL_EXPORTER_OTLP_PROTOCOL is http/json: allowed is grpc or http/protobuf")]
    public void A_value_that_cannot_be_is_told_with_what_is_allowed(string variables, string told)
    {
        var failure = Assert.Throws<CommandFailure>(() => Read(variables));
        Assert.Equal(ExitCode.Usage, failure.ExitCode);
        Assert.StartsWith(told, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_them_no_exporter_is_made() => Assert.Null(TelemetryExport.Start(static _ => null));

    private static TelemetryVariables Read(string variables)
    {
        var set = variables.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(static one => one.Split('=', 2)).ToDictionary(static one => one[0], static one => one[1]);
        return TelemetryVariables.Read(set.GetValueOrDefault);
    }
}
