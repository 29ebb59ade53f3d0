using System.Text.Json;
using System.Text.Json.Serialization;

namespace Cortex.Engines.Scenario;

/// <summary>How scripts are read.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    ReadCommentHandling = JsonCommentHandling.Skip,
    AllowTrailingCommas = true,
    AllowDuplicateProperties = false,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(Script))]
[JsonSerializable(typeof(SayObject))]
internal sealed partial class ScriptJson : JsonSerializerContext;
