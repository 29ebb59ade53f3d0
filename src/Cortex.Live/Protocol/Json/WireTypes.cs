using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Cortex.Live.Protocol;

/// <summary>The metadata of the messages and their parts, with the dialect's rules. All of the wire goes by it, or by the hand-written audio path.</summary>
static class WireTypes
{
    static readonly JsonSerializerOptions Options = MakeOptions();

    public static JsonTypeInfo<T> Of<T>() => (JsonTypeInfo<T>)Of(typeof(T));

    public static JsonTypeInfo Of(Type type) => Options.GetTypeInfo(type);

    static JsonSerializerOptions MakeOptions()
    {
        var options = new JsonSerializerOptions(ProtocolJson.Default.Options)
        {
            TypeInfoResolver = ProtocolJson.Default.WithAddedModifier(ImplicitDefaults.Omit),
        };
        options.MakeReadOnly();
        return options;
    }
}
