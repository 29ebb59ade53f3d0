namespace Cortex.Engines.Tools;

/// <summary>What a tool may turn for the wearer, on whoever holds the devices. Any thread; nothing here waits.</summary>
public interface IWearerControls
{
    /// <summary>Plays the last answer again, once this turn leaves room for it.</summary>
    /// <returns>False: nobody can.</returns>
    bool Repeat();

    /// <summary>How loud answers are, 0 to 2, where 1 is as they come; null: nobody here knows.</summary>
    double? Volume { get; }

    /// <summary>Sets how loud answers are.</summary>
    /// <returns>False: nobody can.</returns>
    bool SetVolume(double volume);

    /// <summary>One step louder or softer.</summary>
    /// <returns>False: nobody can.</returns>
    bool StepVolume(bool louder);

    /// <summary>How much the assistant says, by its name.</summary>
    string Verbosity { get; }

    /// <summary>The names there are, from the fewest words to the most.</summary>
    IReadOnlyList<string> Verbosities { get; }

    /// <summary>Says more or less from the next turn on; only with a name of <see cref="Verbosities"/>.</summary>
    void SetVerbosity(string name);
}
