namespace Cortex.Assistant.Sight;

/// <summary>What pictures are for; <see cref="SightOptions.For"/> tells what each means.</summary>
public enum SightProfile
{
    /// <summary>What is around, and no more: where each byte costs.</summary>
    Saver,

    /// <summary>People, things, signs that are near.</summary>
    Normal,

    /// <summary>Reading: few pictures, each with every letter in it.</summary>
    Detail,
}
