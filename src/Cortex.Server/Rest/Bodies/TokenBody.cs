using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Cortex.Live.Protocol;
using Cortex.Server.Tokens;

namespace Cortex.Server.Rest;

/// <summary>The body of <c>POST auth_tokens</c>, in both forms (reference 8).</summary>
internal static class TokenBody
{
    private static readonly TimeSpan Longest = TimeSpan.FromHours(20);

    /// <exception cref="RestFault">400.</exception>
    public static TokenWish Read(JsonElement body, DateTimeOffset now)
    {
        var wish = new TokenWish();
        JsonObject? setup = null;
        string[]? mask = null;
        foreach (var property in body.EnumerateObject())
        {
            var value = property.Value;
            switch (JsonNames.Camel(property.Name))
            {
                case "uses":
                    wish = wish with { Uses = Uses(value) };
                    break;
                case "expireTime":
                    wish = wish with { ExpireTime = Time(value, "expire_time", now) };
                    break;
                case "newSessionExpireTime":
                    wish = wish with { NewSessionExpireTime = Time(value, "new_session_expire_time", now) };
                    break;
                case "bidiGenerateContentSetup":
                    setup = Object(value, "bidi_generate_content_setup");
                    setup = setup["setup"] as JsonObject ?? setup;
                    break;
                case "liveConnectConstraints":
                    setup = ConnectConstraints.ToSetup(Object(value, "live_connect_constraints"));
                    break;
                case "fieldMask" when value.ValueKind is JsonValueKind.String:
                    mask = [.. value.GetString()!.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(Path)];
                    break;
                case "name":
                    break;
                default:
                    throw RestFault.UnknownName(property.Name, "auth_token");
            }
        }

        return setup is null ? wish : wish with { Lock = new SetupLock(Checked(setup), mask) };
    }

    private static int Uses(JsonElement value) =>
        value.ValueKind is JsonValueKind.Number && value.TryGetInt32(out var uses) && uses >= 0
            ? uses
            : throw RestFault.WrongValue("auth_token.uses", "TYPE_INT32", value.GetRawText());

    private static DateTimeOffset Time(JsonElement value, string field, DateTimeOffset now)
    {
        if (value.ValueKind is not JsonValueKind.String
            || !DateTimeOffset.TryParse(value.GetString(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time))
        {
            throw RestFault.WrongValue($"auth_token.{field}", "type.googleapis.com/google.protobuf.Timestamp", value.GetRawText());
        }

        return time > now && time < now + Longest
            ? time
            : throw RestFault.Invalid($"{field} must be in the future and less than 20 hours away.");
    }

    private static JsonObject Object(JsonElement value, string field) =>
        value.ValueKind is JsonValueKind.Object
            ? JsonNames.Camel(JsonObject.Create(value)!, levels: 3)
            : throw RestFault.WrongValue($"auth_token.{field}", "an object", value.GetRawText());

    private static string Path(string path) => ConnectConstraints.ToPath(string.Join('.', path.Split('.').Select(JsonNames.Camel)));

    /// <summary>What is fixed must be a setup that can be read, or every session with the token would fail.</summary>
    private static JsonObject Checked(JsonObject setup)
    {
        try
        {
            new ClientMessageReader().Read(RestJson.Bytes(writer => new JsonObject { ["setup"] = setup.DeepClone() }.WriteTo(writer), indented: false));
            return setup;
        }
        catch (ProtocolException fault)
        {
            throw RestFault.Invalid(fault.Message.Replace("'setup", "'auth_token.bidi_generate_content_setup", StringComparison.Ordinal));
        }
    }
}
