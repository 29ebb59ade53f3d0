using System.Text.Json;
using System.Text.Json.Serialization;

namespace Cortex.App.WebConsole.Messages;

/// <summary>What goes over the events socket, as JSON, source-generated.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true)]
[JsonSerializable(typeof(StateMessage))]
[JsonSerializable(typeof(RungMessage))]
[JsonSerializable(typeof(OrderMessage))]
[JsonSerializable(typeof(RouteMessage))]
[JsonSerializable(typeof(NoticeMessage))]
[JsonSerializable(typeof(LostMessage))]
[JsonSerializable(typeof(UsageMessage))]
[JsonSerializable(typeof(WireMessage))]
[JsonSerializable(typeof(ToolMessage))]
[JsonSerializable(typeof(SceneMessage))]
[JsonSerializable(typeof(HeardMessage))]
[JsonSerializable(typeof(SaidMessage))]
[JsonSerializable(typeof(TurnMessage))]
[JsonSerializable(typeof(InterruptedMessage))]
[JsonSerializable(typeof(HolderMessage))]
[JsonSerializable(typeof(SettingMessage))]
[JsonSerializable(typeof(LogMessage))]
[JsonSerializable(typeof(PairingMessage))]
[JsonSerializable(typeof(HelloMessage))]
[JsonSerializable(typeof(PageMessage))]
[JsonSerializable(typeof(PageMessageHead))]
[JsonSerializable(typeof(SignInRequest))]
[JsonSerializable(typeof(SignInState))]
internal sealed partial class ConsoleJson : JsonSerializerContext
{
    /// <summary>A message as bytes.</summary>
    public static byte[] Bytes(ConsoleMessage message) => JsonSerializer.SerializeToUtf8Bytes(message, message.GetType(), Default);
}
