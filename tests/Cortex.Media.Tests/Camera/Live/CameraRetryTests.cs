using Cortex.Media.Camera;

namespace Cortex.Media.Tests.Camera;

public sealed class CameraRetryTests
{
    [Fact]
    public void Each_failure_in_a_row_waits_twice_as_long_up_to_half_a_minute()
    {
        var retry = new CameraRetry();
        Assert.Equal([0.5, 1, 2, 4, 8, 16, 30, 30], Enumerable.Range(0, 8).Select(_ => retry.Next(TimeSpan.FromSeconds(9)).TotalSeconds));
    }

    [Fact]
    public void A_camera_that_was_well_for_ten_seconds_is_tried_again_at_once()
    {
        var retry = new CameraRetry();
        for (var i = 0; i < 6; i++)
            retry.Next(TimeSpan.Zero);
        Assert.Equal([0.5, 1], [retry.Next(TimeSpan.FromSeconds(10)).TotalSeconds, retry.Next(TimeSpan.Zero).TotalSeconds]);
    }
}
