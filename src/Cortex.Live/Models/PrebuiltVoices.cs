namespace Cortex.Live.Models;

/// <summary>The thirty voices by name, case-sensitive (reference section 5).</summary>
public static class PrebuiltVoices
{
    /// <summary>The voice of a setup that names none.</summary>
    public const string Default = "Puck";

    /// <summary>All names.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        "Zephyr", "Puck", "Charon", "Kore", "Fenrir", "Leda", "Orus", "Aoede", "Callirrhoe", "Autonoe",
        "Enceladus", "Iapetus", "Umbriel", "Algieba", "Despina", "Erinome", "Algenib", "Rasalgethi", "Laomedeia", "Achernar",
        "Alnilam", "Schedar", "Gacrux", "Pulcherrima", "Achird", "Zubenelgenubi", "Vindemiatrix", "Sadachbia", "Sadaltager", "Sulafat",
    ];
}
