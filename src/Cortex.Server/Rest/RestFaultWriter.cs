using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Cortex.Server.Rest;

/// <summary>Writes a <see cref="RestFault"/> as the API does (reference 7.4).</summary>
internal static class RestFaultWriter
{
    public static async Task WriteAsync(HttpResponse response, RestFault fault)
    {
        response.StatusCode = fault.Code;
        response.ContentType = "application/json; charset=UTF-8";
        await response.Body.WriteAsync(RestJson.Bytes(writer => Write(writer, fault), indented: true)).ConfigureAwait(false);
    }

    public static void Write(Utf8JsonWriter writer, RestFault fault)
    {
        writer.WriteStartObject();
        writer.WriteStartObject("error");
        writer.WriteNumber("code", fault.Code);
        writer.WriteString("message", fault.Message);
        writer.WriteString("status", fault.Status);
        if (fault.Reason is not null || fault.RetryAfter is not null || fault.QuotaId is not null)
        {
            writer.WriteStartArray("details");
            if (fault.Reason is { } reason)
            {
                writer.WriteStartObject();
                writer.WriteString("@type", "type.googleapis.com/google.rpc.ErrorInfo");
                writer.WriteString("reason", reason);
                writer.WriteString("domain", "googleapis.com");
                writer.WriteStartObject("metadata");
                writer.WriteString("service", "generativelanguage.googleapis.com");
                writer.WriteEndObject();
                writer.WriteEndObject();
            }

            if (fault.QuotaId is { } quota)
            {
                writer.WriteStartObject();
                writer.WriteString("@type", "type.googleapis.com/google.rpc.QuotaFailure");
                writer.WriteStartArray("violations");
                writer.WriteStartObject();
                writer.WriteString("quotaMetric", "generativelanguage.googleapis.com/generate_content_free_tier_requests");
                writer.WriteString("quotaId", quota);
                writer.WriteEndObject();
                writer.WriteEndArray();
                writer.WriteEndObject();
            }

            if (fault.RetryAfter is { } wait)
            {
                writer.WriteStartObject();
                writer.WriteString("@type", "type.googleapis.com/google.rpc.RetryInfo");
                writer.WriteString("retryDelay", string.Create(CultureInfo.InvariantCulture, $"{wait.TotalSeconds:0.###}s"));
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
        }

        writer.WriteEndObject();
        writer.WriteEndObject();
    }
}
