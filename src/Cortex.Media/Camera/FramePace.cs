namespace Cortex.Media.Camera;

/// <summary>When frames are due: the first at once, then one every 1/fps seconds after the first, without drift.</summary>
sealed class FramePace(double framesPerSecond, TimeProvider time)
{
    readonly long _start = time.GetTimestamp();
    long _frames;

    /// <summary>Waits until the next frame is due; late, it does not wait.</summary>
    public async Task NextAsync(CancellationToken cancellationToken)
    {
        var due = TimeSpan.FromSeconds(_frames++ / framesPerSecond);
        var left = due - time.GetElapsedTime(_start);
        if (left > TimeSpan.Zero)
            await Task.Delay(left, time, cancellationToken).ConfigureAwait(false);
        else
            cancellationToken.ThrowIfCancellationRequested();
    }
}
