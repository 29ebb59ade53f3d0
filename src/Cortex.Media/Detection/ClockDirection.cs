using Cortex.Media.Frames;

namespace Cortex.Media.Detection;

/// <summary>Where a thing is as blind travellers say it: twelve o'clock is straight ahead, one o'clock 30 degrees to the right.</summary>
public static class ClockDirection
{
    /// <summary>The hour, 1 to 12; a camera that looks ahead sees only a few of them.</summary>
    /// <param name="place">Where in the picture.</param>
    /// <param name="fieldOfView">How much the camera sees across, in degrees, above 0 and below 180.</param>
    public static int Of(PicturePlace place, double fieldOfView)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(fieldOfView);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(fieldOfView, 180);

        // A lens draws straight lines straight: the tangent of the angle goes with the distance from the middle.
        var across = place.Left + place.Right - 1.0;
        var degrees = double.RadiansToDegrees(Math.Atan(across * Math.Tan(double.DegreesToRadians(fieldOfView / 2))));
        var hour = (12 + (int)Math.Round(degrees / 30)) % 12;
        return hour is 0 ? 12 : hour;
    }
}
