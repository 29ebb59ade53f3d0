using System.Text.Json.Serialization;

namespace Cortex.Live.Protocol;

/// <summary>The messages' metadata, generated at build time; used through <see cref="WireTypes"/>.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
    NumberHandling = JsonNumberHandling.AllowReadingFromString,
    GenerationMode = JsonSourceGenerationMode.Metadata,
    Converters = [typeof(Int32Converter), typeof(Int64Converter), typeof(DurationConverter)])]
[JsonSerializable(typeof(Setup))]
[JsonSerializable(typeof(ClientContent))]
[JsonSerializable(typeof(RealtimeInput))]
[JsonSerializable(typeof(ToolResponse))]
[JsonSerializable(typeof(SetupComplete))]
[JsonSerializable(typeof(ServerContent))]
[JsonSerializable(typeof(ToolCall))]
[JsonSerializable(typeof(ToolCallCancellation))]
[JsonSerializable(typeof(GoAway))]
[JsonSerializable(typeof(SessionResumptionUpdate))]
[JsonSerializable(typeof(VoiceActivity))]
[JsonSerializable(typeof(VoiceActivityDetectionSignal))]
[JsonSerializable(typeof(UsageMetadata))]
[JsonSerializable(typeof(ServerError))]
sealed partial class ProtocolJson : JsonSerializerContext;
