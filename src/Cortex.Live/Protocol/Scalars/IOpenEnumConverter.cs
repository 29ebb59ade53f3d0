namespace Cortex.Live.Protocol;

/// <summary>Marks the converters of enums, whose values on the wire are strings.</summary>
interface IOpenEnumConverter;
