namespace Cortex.Engines.Tools;

/// <summary>What came of asking the wearer.</summary>
internal enum Consent
{
    /// <summary>The wearer is to be asked now.</summary>
    Ask,

    /// <summary>The wearer was asked and has not spoken since: whoever says that they agreed cannot know it.</summary>
    TooEarly,

    /// <summary>The wearer spoke, and said no.</summary>
    Refused,

    /// <summary>The wearer agreed.</summary>
    Given,
}
