using Cortex.Live;
using Cortex.Live.Protocol;

namespace Cortex.Engines.Turns;

/// <summary>Copies of what a client only lent.</summary>
internal static class Keeping
{
    public static FunctionResponse Copy(FunctionResponse response) => new()
    {
        Id = response.Id,
        Name = response.Name,
        Response = response.Response?.Clone(),
        Scheduling = response.Scheduling,
        WillContinue = response.WillContinue,
        Parts = response.Parts?.Select(Copy).ToArray(),
    };

    private static Part Copy(Part part) => new()
    {
        Text = part.Text,
        InlineData = part.InlineData is { } media ? MediaBytes.FromRaw(media.MimeType, media.ToArray()) : null,
        FileData = part.FileData,
    };
}
