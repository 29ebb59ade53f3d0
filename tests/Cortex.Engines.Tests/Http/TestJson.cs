using System.Text.Json.Serialization;

namespace Cortex.Engines.Tests.Http;

[JsonSerializable(typeof(string))]
internal sealed partial class TestJson : JsonSerializerContext;
