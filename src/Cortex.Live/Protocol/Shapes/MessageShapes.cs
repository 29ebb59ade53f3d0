namespace Cortex.Live.Protocol;

/// <summary>The two roots: what a client may say, and what a server may say.</summary>
static class MessageShapes
{
    static readonly ShapeBuilder Builder = new();

    /// <summary>Exactly one kind (reference 1.5).</summary>
    public static Shape Client { get; } = Shape.Message(
    [
        new Field("realtimeInput", Builder.Of(typeof(RealtimeInput))),
        new Field("setup", Builder.Of(typeof(Setup))),
        new Field("clientContent", Builder.Of(typeof(ClientContent))),
        new Field("toolResponse", Builder.Of(typeof(ToolResponse))),
    ]);

    /// <summary>At most one kind, and the usage beside it; an error's own form is not certain, so it is free (reference section 3).</summary>
    public static Shape Server { get; } = Shape.Message(
    [
        new Field("serverContent", Builder.Of(typeof(ServerContent))),
        new Field("usageMetadata", Builder.Of(typeof(UsageMetadata))),
        new Field("setupComplete", Builder.Of(typeof(SetupComplete))),
        new Field("toolCall", Builder.Of(typeof(ToolCall))),
        new Field("toolCallCancellation", Builder.Of(typeof(ToolCallCancellation))),
        new Field("goAway", Builder.Of(typeof(GoAway))),
        new Field("sessionResumptionUpdate", Builder.Of(typeof(SessionResumptionUpdate))),
        new Field("voiceActivity", Builder.Of(typeof(VoiceActivity))),
        new Field("voiceActivityDetectionSignal", Builder.Of(typeof(VoiceActivityDetectionSignal))),
        new Field("error", Shape.Free),
        new Field("code", Shape.Free),
        new Field("message", Shape.Free),
        new Field("status", Shape.Free),
    ]);
}
