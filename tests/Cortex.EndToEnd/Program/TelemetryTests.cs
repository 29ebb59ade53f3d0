namespace Cortex.EndToEnd.Program;

public sealed class TelemetryTests
{
    private const string Key = "made-up-key-for-the-collector";
    private const string Question = "what do you see on this corner?";

    [Fact]
    public async Task A_conversation_with_faults_reaches_the_collector_and_nothing_that_was_said_does()
    {
        using var collector = new OtlpCollector();
        var variables = new Dictionary<string, string>
        {
            ["OTEL_EXPORTER_OTLP_ENDPOINT"] = collector.Address,
            ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
            ["OTEL_SERVICE_NAME"] = "worn-by-a-test",
            ["GEMINI_API_KEY"] = Key,
        };

        // Nobody listens there: the ladder steps down to this device, which answers.
        (await CortexProgram.RunAsync(variables, "talk", "--endpoint", "http://127.0.0.1:9", "--text", Question, "--camera", Samples.Street, "--json")).Expect(0);

        var (metrics, traces) = (collector.Sent("/v1/metrics"), collector.Sent("/v1/traces"));
        foreach (var name in (string[])["worn-by-a-test", "cortex.live.closes", "cortex.engines.rung.changes", "cortex.assistant.turns", "gen_ai.client.operation.duration", "dotnet."])
        {
            Assert.Contains(name, metrics, StringComparison.Ordinal);
        }

        foreach (var name in (string[])["worn-by-a-test", "invoke_agent cortex", "cortex.connection", "gen_ai.conversation.id"])
        {
            Assert.Contains(name, traces, StringComparison.Ordinal);
        }

        Assert.DoesNotContain(Key, metrics + traces, StringComparison.Ordinal);
        Assert.DoesNotContain(Question, metrics + traces, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_variable_is_told_in_one_line()
    {
        var run = (await CortexProgram.RunAsync(new Dictionary<string, string> { ["OTEL_EXPORTER_OTLP_ENDPOINT"] = "nowhere" }, "talk", "--text", "hello")).Expect(2);
        Assert.Equal("cortex: OTEL_EXPORTER_OTLP_ENDPOINT is no address: give one such as http://127.0.0.1:4318", run.Error.Trim());
    }
}
