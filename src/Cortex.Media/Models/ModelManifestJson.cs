using System.Text.Json;
using System.Text.Json.Serialization;

namespace Cortex.Media.Models;

/// <summary>The manifest's JSON.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(ModelManifestFile))]
internal sealed partial class ModelManifestJson : JsonSerializerContext;
