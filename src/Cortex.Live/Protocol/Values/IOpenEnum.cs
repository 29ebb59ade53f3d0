namespace Cortex.Live.Protocol;

/// <summary>
/// A value of a protocol enum, kept as the string of the wire: values that the server adds later pass through unchanged
/// (reference 1.4, "accept unknown values").
/// </summary>
/// <typeparam name="TSelf">The enum itself.</typeparam>
public interface IOpenEnum<TSelf>
    where TSelf : struct, IOpenEnum<TSelf>
{
    /// <summary>The string on the wire, for example <c>START_OF_ACTIVITY_INTERRUPTS</c>.</summary>
    string Value { get; }

    /// <summary>The value for a string of the wire, known or not.</summary>
    static abstract TSelf From(string value);
}
