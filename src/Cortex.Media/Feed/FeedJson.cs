using System.Text.Json.Serialization;

namespace Cortex.Media.Feed;

/// <summary>The feed's JSON: strict, so that a producer learns of its mistake at once.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    AllowDuplicateProperties = false,
    MaxDepth = 8)]
[JsonSerializable(typeof(FeedMessage))]
sealed partial class FeedJson : JsonSerializerContext;
