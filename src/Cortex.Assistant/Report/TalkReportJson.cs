using System.Text.Json.Serialization;
using Cortex.Live;

namespace Cortex.Assistant.Report;

/// <summary>The report as JSON, source-generated.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    WriteIndented = true,
    Converters = [typeof(CamelCaseEnum<LostKind>), typeof(CamelCaseEnum<CloseSide>), typeof(CamelCaseEnum<CloseClass>)])]
[JsonSerializable(typeof(TalkReport))]
internal sealed partial class TalkReportJson : JsonSerializerContext;
