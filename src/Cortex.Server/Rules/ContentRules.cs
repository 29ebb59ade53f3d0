using Cortex.Live.Protocol;

namespace Cortex.Server.Rules;

/// <summary>What a model says to a content of <c>clientContent</c> (reference 2.2).</summary>
internal static class ContentRules
{
    public static Refusal? Check(Content content, ModelRules model)
    {
        if (content.Role is not ("user" or "model") && (model.WantsRoles || content.Role is { Length: > 0 }))
        {
            return Refusals.InvalidRole;
        }

        foreach (var part in content.Parts)
        {
            if (Check(part, model) is { } refusal)
            {
                return refusal;
            }
        }

        return null;
    }

    private static Refusal? Check(Part part, ModelRules model)
    {
        if (part.FileData is not null)
        {
            return Refusals.NotImplemented;
        }

        if ((part.FunctionCall is not null || part.FunctionResponse is not null) && !model.WantsRoles)
        {
            return Refusals.InvalidArgument;
        }

        if (part.InlineData is not { } data || MediaRules.IsPicture(data.MimeType))
        {
            return null;
        }

        return !MediaRules.IsPcm(data.MimeType) || model.IsOldNativeAudio ? Refusals.InvalidArgument
            : MediaRules.IsNativePcm(data.MimeType) ? null
            : Refusals.NotImplemented;
    }
}
