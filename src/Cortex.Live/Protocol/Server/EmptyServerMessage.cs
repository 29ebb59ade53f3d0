namespace Cortex.Live.Protocol;

/// <summary><c>{}</c>: a message whose only fields are unset; ignored (reference 1.3).</summary>
public sealed class EmptyServerMessage : ServerMessage;
