namespace Cortex.Live.Session;

/// <summary>A session as it survives a restart: plain data. The handle is a secret of the wearer; it is never logged.</summary>
/// <param name="Model">The model's full name; a handle fits no other.</param>
/// <param name="Endpoint">The server's address, without query or key; a handle fits no other.</param>
/// <param name="Handle">The newest resumable handle (reference 3.6), or null where there is none to trust.</param>
/// <param name="SavedAt">When; a handle lives two hours.</param>
/// <param name="Tail">The end of what was said, to seed a fresh session with where the handle is refused.</param>
public sealed record StoredSession(string Model, string Endpoint, string? Handle, DateTimeOffset SavedAt, ConversationHistory Tail);
