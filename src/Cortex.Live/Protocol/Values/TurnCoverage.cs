using System.Text.Json.Serialization;

namespace Cortex.Live.Protocol;

/// <summary>Which input belongs to a turn (reference 2.1).</summary>
[JsonConverter(typeof(OpenEnumConverter<TurnCoverage>))]
public readonly record struct TurnCoverage(string Value) : IOpenEnum<TurnCoverage>
{
    /// <summary>Only what came while the user was active.</summary>
    public static TurnCoverage TurnIncludesOnlyActivity { get; } = new("TURN_INCLUDES_ONLY_ACTIVITY");

    /// <summary>Everything since the last turn.</summary>
    public static TurnCoverage TurnIncludesAllInput { get; } = new("TURN_INCLUDES_ALL_INPUT");

    /// <summary>The active audio and every frame; the default of 3.x.</summary>
    public static TurnCoverage TurnIncludesAudioActivityAndAllVideo { get; } = new("TURN_INCLUDES_AUDIO_ACTIVITY_AND_ALL_VIDEO");

    /// <inheritdoc />
    public static TurnCoverage From(string value) => new(value);

    /// <inheritdoc />
    public override string ToString() => Value;
}
