namespace Cortex.App.WebConsole.Holding;

/// <summary>What kind of device holds the conversation.</summary>
internal enum HolderKind
{
    /// <summary>Nobody.</summary>
    None,

    /// <summary>The devices of this machine.</summary>
    Native,

    /// <summary>A page.</summary>
    Browser,

    /// <summary>Another Live client.</summary>
    Client,
}
