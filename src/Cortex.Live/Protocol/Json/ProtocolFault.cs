namespace Cortex.Live.Protocol;

/// <summary>What is wrong with a message.</summary>
public enum ProtocolFault
{
    /// <summary>Not JSON, not UTF-8, not an object, or nested too deeply.</summary>
    Malformed,

    /// <summary>A name no field has.</summary>
    UnknownName,

    /// <summary>The same name twice.</summary>
    DuplicateName,

    /// <summary>A value of the wrong type or form (bad base64 too).</summary>
    WrongValue,

    /// <summary>Not exactly one kind of message.</summary>
    NotOneKind,
}
