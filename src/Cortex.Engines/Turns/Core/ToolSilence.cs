using System.Globalization;
using System.Text.Json;
using Cortex.Live.Protocol;

namespace Cortex.Engines.Turns;

/// <summary>What a brain is told about a tool that never answered: so the wearer hears something.</summary>
internal static class ToolSilence
{
    public static FunctionResponse Response(PendingCall call, TimeSpan waited)
    {
        var seconds = waited.TotalSeconds.ToString("0.#", CultureInfo.InvariantCulture);
        using var document = JsonDocument.Parse($$"""{"error":"no answer within {{seconds}} s"}""");
        return new FunctionResponse { Id = call.Id, Name = call.Call.Name, Response = document.RootElement.Clone() };
    }
}
