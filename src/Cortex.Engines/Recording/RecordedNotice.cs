using System.Text.Json;
using Cortex.Live;

namespace Cortex.Engines.Recording;

/// <summary>Notices out of recordings.</summary>
public static class RecordedNotice
{
    /// <summary>Reads the notice of a line; null for a kind that this version does not know.</summary>
    /// <param name="json">The line's content.</param>
    public static Notice? Read(JsonElement json)
    {
        try
        {
            return NoticeJson.Read(json);
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
