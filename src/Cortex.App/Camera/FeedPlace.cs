using Cortex.App.Configuration;
using Cortex.Media.Detection;
using Cortex.Media.Feed;
using Microsoft.Extensions.Logging;

namespace Cortex.App.Camera;

/// <summary>Opens the socket to which other processes bring pictures and what they recognised, where one is named.</summary>
internal static class FeedPlace
{
    /// <summary>Opens it.</summary>
    /// <param name="settings">Where it is, and whether anybody wants what was recognised.</param>
    /// <param name="onScene">Takes what was recognised.</param>
    /// <param name="onQuestion">Takes what is asked; null: nobody answers.</param>
    /// <param name="time">The clock.</param>
    /// <param name="loggers">For the log.</param>
    /// <returns>Null: none is wanted.</returns>
    /// <exception cref="IOException">It cannot be made: the sentence says which, and what to do.</exception>
    public static FeedServer? Open(CortexSettings settings, Action<Scene> onScene, Action<string>? onQuestion, TimeProvider time, ILoggerFactory loggers) => settings.FeedSocket is { } socket
        ? FeedServer.Open(new FeedOptions { Socket = Path.GetFullPath(socket) }, settings.Detection.IsEnabled ? onScene : null, time, loggers, onQuestion)
        : null;
}
