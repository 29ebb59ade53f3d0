namespace Cortex.Live.Protocol;

/// <summary>
/// What a client may say: exactly one of <see cref="Setup"/>, <see cref="ClientContent"/>, <see cref="RealtimeInput"/>
/// and <see cref="ToolResponse"/> (reference 1.5, section 2). The hierarchy is closed.
/// </summary>
public abstract class ClientMessage
{
    private protected ClientMessage()
    {
    }
}
