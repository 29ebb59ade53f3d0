namespace Cortex.Assistant.Battery;

/// <summary>Decides when the wearer is warned: (warned before, state) → (warned, step). Pure.</summary>
internal static class BatteryCore
{
    /// <summary>Here the camera is switched off: pictures cost the most.</summary>
    public const int SaverPercent = 10;

    // A battery that wavers around a step is warned of once; one that was charged is new.
    private const int Again = 5;
    private static readonly int[] Steps = [20, 10, 5];

    /// <summary>One look.</summary>
    /// <param name="warned">The lowest step that was told; 100: none.</param>
    /// <param name="state">How full it is.</param>
    /// <returns>What is told from now on, and the step that is to be told; null: none.</returns>
    public static (int Warned, int? Step) Look(int warned, BatteryState state)
    {
        // Charged well above the first step it may be told anew, wherever it stood.
        warned = state.Percent >= Steps[0] + Again ? 100 : warned;
        if (state.IsCharging)
        {
            return (warned, null);
        }

        var step = Steps.Where(step => state.Percent <= step).DefaultIfEmpty(100).Min();
        return step < warned ? (step, step) : (warned, null);
    }
}
