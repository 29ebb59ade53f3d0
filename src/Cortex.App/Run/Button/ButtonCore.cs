namespace Cortex.App.Run;

/// <summary>Makes presses of a bouncing contact: (state, change or time, now) → (state, press). Pure.</summary>
/// <param name="PressedAt">When it was pressed; null: it is not.</param>
/// <param name="ChangedAt">The last change that counted.</param>
/// <param name="IsTold">This press was told already.</param>
internal readonly record struct ButtonCore(TimeSpan? PressedAt = null, TimeSpan? ChangedAt = null, bool IsTold = false)
{
    /// <summary>What comes sooner after a change is the contact.</summary>
    public static readonly TimeSpan Bounce = TimeSpan.FromMilliseconds(30);

    /// <summary>From here a press is long.</summary>
    public static readonly TimeSpan Long = TimeSpan.FromSeconds(3);

    /// <summary>Here it ends the program, without being let go.</summary>
    public static readonly TimeSpan Shutdown = TimeSpan.FromSeconds(5);

    /// <summary>The contact changed.</summary>
    public (ButtonCore State, ButtonPress? Press) Changed(bool isPressed, TimeSpan now)
    {
        if (now - ChangedAt < Bounce || isPressed == PressedAt is not null)
        {
            return (this, null);
        }

        if (isPressed)
        {
            return (new ButtonCore(now, now), null);
        }

        ButtonPress? press = IsTold ? null : now - PressedAt >= Shutdown ? ButtonPress.Shutdown : now - PressedAt >= Long ? ButtonPress.Long : ButtonPress.Short;
        return (new ButtonCore(null, now), press);
    }

    /// <summary>Time passed while it is held.</summary>
    public (ButtonCore State, ButtonPress? Press) Held(TimeSpan now) =>
        !IsTold && now - PressedAt >= Shutdown ? (this with { IsTold = true }, ButtonPress.Shutdown) : (this, null);
}
