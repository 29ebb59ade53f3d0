using System.Text.Json.Serialization;

namespace Cortex.Engines.Tools;

/// <summary>How notes are written.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(NoteFile))]
internal sealed partial class NoteJson : JsonSerializerContext;
