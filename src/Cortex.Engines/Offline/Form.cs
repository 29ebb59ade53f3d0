namespace Cortex.Engines.Offline;

/// <summary>The form of an area, as far as a word helps.</summary>
enum Form
{
    /// <summary>Nothing to remark.</summary>
    Plain,

    /// <summary>Under 3 % of the picture.</summary>
    Small,

    /// <summary>Over a fifth of the picture.</summary>
    Large,

    /// <summary>Much wider than tall.</summary>
    Wide,

    /// <summary>Much taller than wide.</summary>
    Tall,
}
