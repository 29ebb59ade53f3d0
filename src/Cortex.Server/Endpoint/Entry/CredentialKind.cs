namespace Cortex.Server.Endpoint;

/// <summary>What kind of credential a request carries.</summary>
internal enum CredentialKind
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>An API key.</summary>
    Key,

    /// <summary>An ephemeral token of this server.</summary>
    Token,

    /// <summary>An OAuth token, which is not looked into: it counts as a key.</summary>
    Bearer,

    /// <summary>Whatever it was, the keeper of the door has seen it.</summary>
    Admitted,
}
