namespace Cortex.App.WebConsole.Holding;

/// <summary>Who holds the conversation.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Name">For people.</param>
/// <param name="Page">The page's name on its sockets; null: it is no page.</param>
internal sealed record Holder(HolderKind Kind, string Name, string? Page = null)
{
    /// <summary>Nobody.</summary>
    public static Holder Nobody { get; } = new(HolderKind.None, "nobody");

    /// <summary>As the protocol has it.</summary>
    public string KindName => Kind switch
    {
        HolderKind.Native => "native",
        HolderKind.Browser => "browser",
        HolderKind.Client => "client",
        _ => "none",
    };

    /// <summary>What a page is beside it.</summary>
    public string RoleOf(string page) => Kind is HolderKind.None ? "free" : Page == page ? "holder" : "watcher";
}
