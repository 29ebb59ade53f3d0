namespace Cortex.Assistant.Commands;

/// <summary>How far one order goes. Pure.</summary>
public static class VolumeSteps
{
    /// <summary>The least that "softer" leaves: an assistant that cannot be heard cannot be told to speak up by ear.</summary>
    public const float LeastVolume = 0.1f;

    /// <summary>The most.</summary>
    public const float MostVolume = 2;

    /// <summary>The slowest.</summary>
    public const double LeastSpeed = 0.5;

    /// <summary>The fastest.</summary>
    public const double MostSpeed = 2;

    // 3 dB can be heard as a step; a sixth of the speed too.
    private const float VolumeFactor = 1.41f;
    private const double SpeedFactor = 1.15;

    /// <summary>A step louder or softer.</summary>
    public static float Volume(float now, bool isMore) => Math.Clamp(isMore ? Math.Max(now, LeastVolume) * VolumeFactor : now / VolumeFactor, LeastVolume, MostVolume);

    /// <summary>A step faster or slower.</summary>
    public static double Speed(double now, bool isMore) => Math.Clamp(Math.Round(isMore ? now * SpeedFactor : now / SpeedFactor, 2), LeastSpeed, MostSpeed);
}
