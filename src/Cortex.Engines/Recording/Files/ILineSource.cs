namespace Cortex.Engines.Recording.Files;

/// <summary>The lines of a recording, one after the other; what is damaged is stepped over and told.</summary>
internal interface ILineSource
{
    /// <summary>The next line without its end; valid until the next call. False: there is none.</summary>
    bool TryRead(out ReadOnlyMemory<byte> line);

    /// <summary>What was stepped over before the newest line, once; null: nothing.</summary>
    string? TakeDamage();

    /// <summary>The last line, or the last block, was cut off, as a crash leaves it; known at the end.</summary>
    bool IsCut { get; }
}
