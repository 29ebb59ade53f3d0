using Cortex.Live.Protocol;

namespace Cortex.Engines.Turns;

/// <summary>A call the client has not answered yet.</summary>
internal sealed record PendingCall(FunctionCall Call, Inquiry Inquiry, bool IsBlocking, TimeSpan Deadline)
{
    public string Id => Call.Id!;
}
