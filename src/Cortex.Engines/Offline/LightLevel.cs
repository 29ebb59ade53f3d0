namespace Cortex.Engines.Offline;

/// <summary>How light a picture is.</summary>
enum LightLevel
{
    /// <summary>Hardly any light.</summary>
    Black,

    /// <summary>Dark, and something can be made out.</summary>
    Dim,

    /// <summary>As pictures are.</summary>
    Medium,

    /// <summary>Light.</summary>
    Bright,

    /// <summary>Almost white.</summary>
    White,
}
