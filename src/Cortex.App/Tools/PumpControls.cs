using Cortex.Assistant.Pump;
using Cortex.Engines.Tools;

namespace Cortex.App.Tools;

/// <summary>Turns what a tool may turn on this machine's devices.</summary>
/// <param name="pump">Who holds them now; null: nobody yet.</param>
internal sealed class PumpControls(Func<DevicePump?> pump) : IWearerControls
{
    private const double Step = 0.25;
    private const double Loudest = 2;
    private static readonly TimeSpan RepeatLimit = TimeSpan.FromSeconds(15);

    /// <summary>How much is said, where somebody knows: read, and set by name.</summary>
    public (Func<string> Read, Action<string> Set, IReadOnlyList<string> Names)? Words { get; set; }

    public double? Volume => pump()?.Volume;

    public string Verbosity => Words?.Read() ?? "";

    public IReadOnlyList<string> Verbosities => Words?.Names ?? [];

    public bool Repeat()
    {
        if (pump() is not { Kept: not null } now)
        {
            return false;
        }

        // The call is part of a turn; an answer can be repeated when the turn is over.
        _ = RepeatLaterAsync(now);
        return true;
    }

    public bool SetVolume(double volume)
    {
        if (pump() is not { } now)
        {
            return false;
        }

        now.Volume = (float)Math.Clamp(volume, 0, Loudest);
        return true;
    }

    public bool StepVolume(bool louder) => Volume is { } volume && SetVolume(volume + (louder ? Step : -Step));

    public void SetVerbosity(string name) => Words?.Set(name);

    private static async Task RepeatLaterAsync(DevicePump pump)
    {
        if (await pump.UntilAsync(static status => status.IsIdle, RepeatLimit))
        {
            pump.Repeat();
        }
    }
}
