namespace Cortex.Live.Connection;

/// <summary>There is no secret to connect with; the message says what to do and never holds a secret.</summary>
public sealed class CredentialException(string message, Exception? innerException = null) : Exception(message, innerException);
