using System.Collections.Concurrent;
using Cortex.Live;
using Cortex.Live.Protocol;

namespace Cortex.Testing;

/// <summary>
/// Wraps an engine and fails the test on any breach of the contract in the remarks of <see cref="ILiveConversation"/>, by either
/// side of the seam. Wrap every engine of every test in it.
/// </summary>
/// <remarks>
/// What it holds the engine to: order of states; <see cref="SetupComplete"/> first and once; what was interrupted is completed;
/// calls are asked once and cancelled only when asked; everything is closed for the reader before <see cref="Closed"/>, which is
/// last and once; stamps never run backwards; media stay as they were until the next event is asked for, and what was sent is not
/// looked at after the send completed. What it holds the user to: tool answers only to calls that were asked; no look at media
/// after the next event was asked for (they are overwritten with <see cref="Poison"/>).
/// A breach throws where it happens, and once more when the conversation is disposed.
/// </remarks>
public sealed class WellFormed(ILiveEngine inner) : ILiveEngine
{
    /// <summary>What borrowed bytes turn into when the loan is over: no base64 character, and a click in PCM.</summary>
    public const byte Poison = 0xDB;

    private readonly ConcurrentQueue<string> _breaches = new();

    /// <inheritdoc />
    public string Name => inner.Name;

    /// <summary>Breaches seen so far, in all conversations of this engine.</summary>
    public IReadOnlyList<string> Breaches => [.. _breaches];

    /// <inheritdoc />
    public ILiveConversation Open(Setup setup, ConversationHistory history) =>
        new WellFormedConversation(inner.Open(setup, history), _breaches);
}
