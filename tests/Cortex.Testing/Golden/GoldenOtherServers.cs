namespace Cortex.Testing;

/// <summary>Forms a client must read although the Developer API does not write them, or not yet.</summary>
static class GoldenOtherServers
{
    public static IReadOnlyList<GoldenMessage> All { get; } =
    [
        new("a compact audio part of Vertex", """
            {"serverContent":{"modelTurn":{"role":"model","parts":[{"inlineData":{"mimeType":"audio/pcm","data":"AAD//wEA"}}]}}}
            """),
        new("an audio part with escapes", """
            {"serverContent":{"modelTurn":{"parts":[{"inlineData":{"data":"AAD\/\/wEA+\u002B8\u003d","mimeType":"audio\/pcm;rate\u003d24000"}}]}}}
            """),
        new("usage of Vertex", """
            {"usageMetadata":{"promptTokenCount":10,"candidatesTokenCount":20,"totalTokenCount":30,
            "candidatesTokensDetails":[{"modality":"AUDIO","tokenCount":20}],"trafficType":"ON_DEMAND"}}
            """),
        new("fields and values of next month", """
            {"serverContent":{"newField":{"a":[1,{"b":null}]},"modelTurn":{"newField":1,"parts":[{"newPart":{}},{"text":"Hi","newField":[]}]},
            "interactionStatus":"PONDERING","turnComplete":true},"newSibling":true}
            """),
        new("a kind of next month", """{"newKind":{"some_field":"x"}}"""),
        new("a handle with a number as index", """{"sessionResumptionUpdate":{"newHandle":"h","resumable":true,"lastConsumedClientMessageIndex":17}}"""),
        new("an error without its wrapping", """{"code":429,"message":"You exceeded your current quota","status":"RESOURCE_EXHAUSTED"}"""),
        new("partial arguments of Vertex", """
            {"toolCall":{"functionCalls":[{"name":"write","partialArgs":[{"jsonPath":"$.text","stringValue":"ab"}],"willContinue":true}]}}
            """),
        new("unset fields written as null", """{"serverContent":{"turnComplete":null,"modelTurn":null,"interrupted":true},"usageMetadata":null,"goAway":null}"""),
    ];
}
