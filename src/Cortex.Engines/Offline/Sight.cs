using Cortex.Media.Detection;
using Cortex.Media.Frames;

namespace Cortex.Engines.Offline;

/// <summary>All that is known when a question is answered.</summary>
sealed record Sight
{
    /// <summary>A picture came with the question.</summary>
    public bool HasPicture { get; init; }

    /// <summary>What it looks like; null where there is no picture, or it cannot be decoded.</summary>
    public PictureLook? Look { get; init; }

    /// <summary>How it differs from that of an earlier question; null where there is nothing to compare with.</summary>
    public PictureChange? Change { get; init; }

    /// <summary>What was recognised; empty where nothing was, or nobody could.</summary>
    public IReadOnlyList<SceneObject> Objects { get; init; } = [];

    /// <summary>Somebody who can recognise things looked.</summary>
    public bool CanRecognise { get; init; }

    /// <summary>How old what was recognised is.</summary>
    public TimeSpan Age { get; init; }

    /// <summary>The question was spoken, and so not understood.</summary>
    public bool IsSpoken { get; init; }

    /// <summary>It is the first answer of the conversation.</summary>
    public bool IsFirst { get; init; }

    /// <summary>The device's local time.</summary>
    public DateTimeOffset Now { get; init; }
}
