namespace Cortex.App.Doctor;

/// <summary>How something stands.</summary>
internal enum Health
{
    /// <summary>As it should be.</summary>
    Good,

    /// <summary>Cortex does without it, or less well.</summary>
    Advice,

    /// <summary>What was asked for does not work.</summary>
    Broken,
}
