using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;

namespace Cortex.Engines.Tools;

/// <summary>Asks a server for its tools, page by page, and for no more than are taken.</summary>
internal static class McpListing
{
    /// <summary>Tools of one server.</summary>
    public const int MostTools = 200;

    /// <summary>Pages that are asked for.</summary>
    public const int MostPages = 20;

    /// <summary>Asks.</summary>
    public static async Task<IReadOnlyList<Tool>> AskAsync(McpClient client, CancellationToken cancellationToken)
    {
        var tools = new List<Tool>();
        string? cursor = null;
        for (var page = 0; page < MostPages; page++)
        {
            var listed = await client.ListToolsAsync(new ListToolsRequestParams { Cursor = cursor }, cancellationToken).ConfigureAwait(false);
            tools.AddRange(listed.Tools.Take(MostTools - tools.Count));
            cursor = listed.NextCursor;
            if (cursor is null || tools.Count >= MostTools)
            {
                break;
            }
        }

        return tools;
    }
}
