using System.Text.Json;
using System.Text.Json.Serialization;

namespace Cortex.Engines.Http;

/// <summary>What the HTTP side answers with, as JSON; unknown fields are passed over.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, NumberHandling = JsonNumberHandling.AllowReadingFromString)]
[JsonSerializable(typeof(GenerateReply))]
[JsonSerializable(typeof(ErrorReply))]
internal sealed partial class ReplyJson : JsonSerializerContext;
