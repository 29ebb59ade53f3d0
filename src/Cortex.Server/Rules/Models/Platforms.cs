namespace Cortex.Server.Rules;

/// <summary>Which of Google's two services a path belongs to.</summary>
[Flags]
internal enum Platforms
{
    /// <summary>generativelanguage.googleapis.com.</summary>
    Developer = 1,

    /// <summary>aiplatform.googleapis.com.</summary>
    Vertex = 2,

    /// <summary>Either.</summary>
    Both = Developer | Vertex,
}
