using System.Text.Json;
using System.Text.Json.Nodes;

namespace Cortex.Server.Tokens;

/// <summary>
/// What a token fixes of the setup: without a mask all of it, with one only the listed paths, at most two levels deep
/// (reference 8). The handle of a resumption is always the client's.
/// </summary>
/// <param name="Setup">The fixed setup in camelCase; never changed after it was made.</param>
/// <param name="Mask">The fixed paths in camelCase, or null for everything.</param>
internal sealed record SetupLock(JsonObject Setup, IReadOnlyList<string>? Mask)
{
    /// <summary>Puts the fixed fields over those of the client's setup.</summary>
    /// <param name="message">The client's whole message, <c>{"setup": …}</c>; already known to be well-formed.</param>
    /// <returns>The message to read in its place.</returns>
    public byte[] Apply(ReadOnlySpan<byte> message)
    {
        var client = JsonNames.Camel((JsonObject)JsonNode.Parse(message)!, levels: 3)["setup"]!.AsObject();
        var setup = Mask is { } mask ? Masked(client, mask) : Whole(client);
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            new JsonObject { ["setup"] = setup }.WriteTo(writer);
        }

        return buffer.ToArray();
    }

    private JsonObject Whole(JsonObject client)
    {
        var setup = Setup.DeepClone().AsObject();
        if (!setup.ContainsKey("model") && client["model"] is { } model)
        {
            setup["model"] = model.DeepClone();
        }

        if (client["sessionResumption"] is JsonObject resumption && resumption["handle"] is { } handle)
        {
            var own = setup["sessionResumption"] as JsonObject ?? [];
            own["handle"] = handle.DeepClone();
            setup["sessionResumption"] = own.Parent is null ? own : own.DeepClone();
        }

        return setup;
    }

    private JsonObject Masked(JsonObject client, IReadOnlyList<string> mask)
    {
        var setup = client.DeepClone().AsObject();
        foreach (var path in mask)
        {
            var (key, field) = path.Split('.', 2) is [var first, var second] ? (first, second) : (path, null);
            if (field is null)
            {
                Put(setup, key, Setup[key]);
            }
            else
            {
                var into = setup[key] as JsonObject ?? [];
                Put(into, field, (Setup[key] as JsonObject)?[field]);
                setup[key] = into.DeepClone();
            }
        }

        return setup;
    }

    private static void Put(JsonObject target, string key, JsonNode? value)
    {
        target.Remove(key);
        if (value is not null)
        {
            target[key] = value.DeepClone();
        }
    }
}
