namespace Cortex.Live;

/// <summary>Something about the conversation that never goes on the wire. The hierarchy is closed.</summary>
public abstract record Notice
{
    private protected Notice()
    {
    }
}
