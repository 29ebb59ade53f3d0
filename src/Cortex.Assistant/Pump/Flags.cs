namespace Cortex.Assistant.Pump;

/// <summary>Tests of flags that allocate nothing in any build; <see cref="Enum.HasFlag"/> boxes where it is not inlined.</summary>
internal static class Flags
{
    public static bool Has(this TurnActions actions, TurnActions flag) => (actions & flag) != 0;

    public static bool Has(this GateActions actions, GateActions flag) => (actions & flag) != 0;
}
