namespace Cortex.App.Run;

/// <summary>The line of a push button, as a driver gives it.</summary>
internal interface IButtonPin : IDisposable
{
    /// <summary>Told of each change: true: pressed. On the driver's thread, contacts bounce and all.</summary>
    void Watch(Action<bool> changed);
}
