using System.Text.Json;
using Cortex.Live.Protocol;
using Cortex.Server.Tokens;

namespace Cortex.Server.Rest;

/// <summary>The body of <c>generateContent</c> (reference 7.1, 7.3), read strictly in both spellings.</summary>
internal sealed record GenerateRequest
{
    public IReadOnlyList<Content> Contents { get; private init; } = [];

    public Content? SystemInstruction { get; private init; }

    public IReadOnlyList<Tool> Tools { get; private init; } = [];

    public GenerateConfig Config { get; private init; } = new();

    /// <exception cref="RestFault">400, with the path of what is wrong.</exception>
    public static GenerateRequest Read(JsonElement body, bool speaks)
    {
        var request = new GenerateRequest();
        foreach (var property in body.EnumerateObject())
        {
            var value = property.Value;
            switch (JsonNames.Camel(property.Name))
            {
                case "contents":
                    request = request with { Contents = speaks ? SpokenParts.Contents(value) : RestJson.Contents(value, "contents") };
                    break;
                case "systemInstruction":
                    request = request with { SystemInstruction = RestJson.Contents(value, "system_instruction")[0] };
                    break;
                case "tools":
                    request = request with { Tools = RestJson.Tools(value, "tools") };
                    break;
                case "generationConfig":
                    request = request with { Config = GenerateConfig.Read(value) };
                    break;
                case "model" or "toolConfig" or "safetySettings" or "cachedContent" or "labels" or "serviceTier" or "store":
                    break;
                default:
                    throw RestFault.UnknownName(property.Name, "");
            }
        }

        if (request.Contents.Count == 0 || request.Contents[^1].Parts.Count == 0)
        {
            throw RestFault.Invalid("* GenerateContentRequest.contents: contents is not specified\n");
        }

        return request.Contents.Any(static content => content.Role is not (null or "" or "user" or "model" or "function"))
            ? throw RestFault.Invalid("Please use a valid role: user, model.")
            : request;
    }
}
