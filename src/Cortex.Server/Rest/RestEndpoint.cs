using System.Text.Json;
using Cortex.Engines.Turns;
using Cortex.Media.Voices;
using Cortex.Server.Endpoint;
using Cortex.Server.Faults;
using Microsoft.AspNetCore.Http;

namespace Cortex.Server.Rest;

/// <summary>The HTTP side (reference 7, 8): models, tokens, and answers over the same brain and voice.</summary>
internal sealed class RestEndpoint(ServerParts parts, IBrain brain, IVoice voice)
{
    private readonly Answers _answers = new(brain);
    private readonly Speeches _speeches = new(voice);

    /// <summary>Serves one request; what is wrong with it is answered, never thrown.</summary>
    public async Task ServeAsync(HttpContext context)
    {
        try
        {
            await PlannedFaults.PlayAsync(context, parts).ConfigureAwait(false);
            await RouteAsync(context).ConfigureAwait(false);
        }
        catch (RestFault fault) when (!context.Response.HasStarted)
        {
            await RestFaultWriter.WriteAsync(context.Response, fault).ConfigureAwait(false);
        }
        catch (Exception e) when (e is OperationCanceledException or IOException)
        {
            context.Abort();
        }
        catch (Exception e) when (e is not (OutOfMemoryException or AnswerCutException))
        {
            parts.Logger.RequestFailed(e);
            if (context.Response.HasStarted)
            {
                context.Abort();
                return;
            }

            await RestFaultWriter.WriteAsync(context.Response, new RestFault(500, "INTERNAL", "Internal error encountered.")).ConfigureAwait(false);
        }
    }

    private async Task RouteAsync(HttpContext context)
    {
        var route = RestRoute.Parse(context.Request.Path.Value ?? "") ?? throw RestFault.NoPath();
        Admit(Credential.Of(context.Request));
        var isGet = HttpMethods.IsGet(context.Request.Method);
        switch (route)
        {
            case { Collection: "models", Method: "" } when isGet:
                await WriteAsync(context, route.Id.Length == 0 ? ModelList.Page(context.Request.Query) : ModelList.One(route)).ConfigureAwait(false);
                break;
            case { Collection: "models", Method: "generateContent" or "streamGenerateContent" } when !isGet:
                await GenerateAsync(context, route).ConfigureAwait(false);
                break;
            case { Collection: "auth_tokens" } when !isGet:
                await MakeTokenAsync(context).ConfigureAwait(false);
                break;
            default:
                throw RestFault.NoPath();
        }
    }

    private void Admit(Credential credential)
    {
        if (credential.Kind is CredentialKind.None)
        {
            throw RestFault.NoCaller();
        }

        if (!parts.Admission.Accepts(credential))
        {
            throw RestFault.KeyNotValid();
        }
    }

    private async Task MakeTokenAsync(HttpContext context)
    {
        using var body = await RestJson.ReadAsync(context.Request, context.RequestAborted).ConfigureAwait(false);
        var token = parts.Tokens.Make(TokenBody.Read(body.RootElement, parts.Time.GetUtcNow()));
        await WriteAsync(context, RestJson.Bytes(writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("name", token.Name);
            writer.WriteEndObject();
        }, indented: true)).ConfigureAwait(false);
    }

    private async Task GenerateAsync(HttpContext context, RestRoute route)
    {
        var model = HttpModels.Find(route.Id) is { Kind: not HttpModelKind.Live } found ? found : throw RestFault.NoModel(route.Id, route.Version, route.Method);
        if (!parts.Requests.TryTake())
        {
            throw RestFault.Quota();
        }

        try
        {
            using var body = await RestJson.ReadAsync(context.Request, context.RequestAborted).ConfigureAwait(false);
            var streams = route.Method is "streamGenerateContent";
            var slices = Slices(model, GenerateRequest.Read(body.RootElement, speaks: model.Kind is not HttpModelKind.Text), streams, context.RequestAborted);
            var writer = new GenerateWriter(model.Id, Guid.NewGuid().ToString("N"));
            await (streams
                ? SliceStream.WriteAsync(context, slices, writer)
                : WriteWholeAsync(context, slices, writer)).ConfigureAwait(false);
        }
        finally
        {
            parts.Requests.Return();
        }
    }

    private IAsyncEnumerable<Slice> Slices(HttpModel model, GenerateRequest request, bool streams, CancellationToken cancellationToken)
    {
        var config = request.Config;
        if (model.Kind is HttpModelKind.Text)
        {
            return config.Modalities is ["TEXT"]
                ? _answers.AnswerAsync(QuestionMaker.Make(request, model.Id), config.MaxOutputTokens, cancellationToken)
                : throw RestFault.Invalid("This model only supports text output.");
        }

        if (config.Modalities is not ["AUDIO"])
        {
            throw RestFault.Invalid(
                $"The requested combination of response modalities ({string.Join(", ", config.Modalities)}) is not supported by the model. "
                + $"models/{model.Id} accepts the following combination of response modalities:\n* AUDIO\n");
        }

        var isNew = model.Kind is HttpModelKind.SpeechWav;
        return isNew && config.Samples
            ? throw RestFault.Invalid("Request contains an invalid argument: temperature, top_p and top_k are not supported by this model.")
            : _speeches.SpeakAsync(request, asWav: isNew, streams, cancellationToken);
    }

    private static async Task WriteWholeAsync(HttpContext context, IAsyncEnumerable<Slice> slices, GenerateWriter writer)
    {
        var all = new List<Slice>();
        await foreach (var slice in slices.ConfigureAwait(false))
        {
            all.Add(slice);
        }

        Action<Utf8JsonWriter>[] parts = [.. all.SelectMany(static slice => slice.Parts)];
        await WriteAsync(context, RestJson.Bytes(json => writer.Write(json, parts, all[^1].FinishReason, all[^1].Usage), indented: true)).ConfigureAwait(false);
    }

    private static async Task WriteAsync(HttpContext context, byte[] body)
    {
        context.Response.ContentType = "application/json; charset=UTF-8";
        context.Response.ContentLength = body.Length;
        await context.Response.Body.WriteAsync(body, context.RequestAborted).ConfigureAwait(false);
    }
}
