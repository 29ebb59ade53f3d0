namespace Cortex.Live.Protocol;

/// <summary>What the messages' types alone do not say.</summary>
static class SpecialShapes
{
    /// <summary>Sound or a picture: the type, the base64, and the name that Vertex knows for it.</summary>
    public static Shape Media { get; } = Shape.Message(
    [
        new Field("mimeType", Shape.Text),
        new Field("data", Shape.Bytes),
        new Field("displayName", Shape.Text),
    ]);

    /// <summary>The shape of a field whose type is too wide for it, or null.</summary>
    public static Shape? For(Type owner, string name) => (owner.Name, name) switch
    {
        (nameof(FunctionDeclaration), "parameters" or "response") => SchemaShape.Instance,
        (nameof(FunctionDeclaration), "parametersJsonSchema" or "responseJsonSchema") => Shape.Free,
        (nameof(FunctionCall), "partialArgs") => Shape.Free,
        (nameof(ReplicatedVoiceConfig), "voiceSampleAudio" or "consentAudio") => Shape.Bytes,
        (nameof(CustomizedAvatar), "imageData") => Shape.Bytes,
        (nameof(Part), "thoughtSignature") => Shape.Bytes,
        (nameof(ServerContent), "groundingMetadata" or "urlContextMetadata") => Shape.Free,
        _ => null,
    };

    /// <summary>Vertex names the answer's tokens differently (reference 3.2).</summary>
    public static string[] AliasesFor(Type owner, string name) => (owner.Name, name) switch
    {
        (nameof(UsageMetadata), "responseTokenCount") => ["candidatesTokenCount"],
        (nameof(UsageMetadata), "responseTokensDetails") => ["candidatesTokensDetails"],
        _ => [],
    };
}
