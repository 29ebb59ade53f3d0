namespace Cortex.Assistant.Cues;

/// <summary>A motor the wearer feels: the second way to tell a state, for a street where no sound is heard.</summary>
public interface IVibration
{
    /// <summary>Plays a pattern in place of what still plays. Returns at once; never throws, whatever became of the motor.</summary>
    void Play(VibrationPattern pattern);
}
