using Cortex.Media.Detection;

namespace Cortex.Assistant.Engine;

/// <summary>Looks around, within a limit: whoever asked waits for it.</summary>
internal static class LocalLook
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(1.5);

    /// <summary>What is around; null where nobody can tell, or not in time.</summary>
    /// <param name="look">Who looks, or null.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">Nobody waits any more.</param>
    public static async ValueTask<Scene?> AtAsync(Func<CancellationToken, ValueTask<Scene?>>? look, TimeProvider time, CancellationToken cancellationToken)
    {
        if (look is null)
        {
            return null;
        }

        using var limit = new CancellationTokenSource(Limit, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            return await look(both.Token).AsTask().WaitAsync(both.Token).ConfigureAwait(false);
        }
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested && fault is IOException or OperationCanceledException)
        {
            return null;
        }
    }

    /// <summary>How old a scene is.</summary>
    public static TimeSpan AgeOf(Scene? scene, TimeProvider time) => scene is { SeenAt: not 0 } ? time.GetElapsedTime(scene.SeenAt) : TimeSpan.Zero;
}
