namespace Cortex.Live.Connection;

/// <summary>Tells when this machine's addresses change. A door for tests.</summary>
internal interface IAddressChanges
{
    /// <summary>Calls on a thread of its own at each change.</summary>
    /// <param name="changed">What to call; it must not wait, nor throw.</param>
    /// <returns>Dispose it to stop the calls.</returns>
    IDisposable Subscribe(Action changed);
}
