namespace Cortex.Media.Devices;

/// <summary>
/// PortAudio as one thing that the whole process shares: initialised while anything needs it and terminated after. It learns of a new
/// device only when it is initialised again, and that closes every stream: so where one stream is opened anew after sound cards
/// changed, the others are asked to end (<see cref="IsRenewing"/>), and their owners open them again.
/// </summary>
internal sealed class PortAudioRuntime(IPortAudio native)
{
    private static readonly TimeSpan OthersLimit = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan LockLimit = TimeSpan.FromSeconds(1);
    private readonly object _lock = new();
    private int _users;
    private string _hardware = "";
    private volatile bool _isRenewing;

    /// <summary>The one of this process.</summary>
    public static PortAudioRuntime Shared { get; } = new(new NativePortAudio());

    public IPortAudio Native => native;

    /// <summary>Streams are to be closed, for the list of devices to be read again. Looked at for each period.</summary>
    public bool IsRenewing => _isRenewing;

    /// <summary>Does something that opens no stream.</summary>
    public T Use<T>(Func<IPortAudio, T> use)
    {
        Lock();
        try
        {
            Enter();
            try
            {
                return use(native);
            }
            finally
            {
                Leave();
            }
        }
        finally
        {
            Monitor.Exit(_lock);
        }
    }

    /// <summary>Opens a stream; it must be closed by <see cref="Close"/>.</summary>
    /// <param name="open">Opens it, or throws.</param>
    /// <param name="isAgain">After a loss: the list of devices is read anew where it may have changed.</param>
    public T Open<T>(Func<IPortAudio, T> open, bool isAgain)
    {
        Lock();
        try
        {
            if (isAgain && _users > 0 && native.Hardware() != _hardware)
            {
                Renew();
            }

            Enter();
            try
            {
                return open(native);
            }
            catch
            {
                Leave();
                throw;
            }
        }
        finally
        {
            Monitor.Exit(_lock);
        }
    }

    /// <summary>Closes what <see cref="Open"/> opened.</summary>
    public void Close(nint stream)
    {
        lock (_lock)
        {
            native.Close(stream);
            Leave();
        }
    }

    public IReadOnlyList<PortAudioDevice> Devices() => [.. Enumerable.Range(0, Math.Max(0, native.DeviceCount)).Select(native.Device).OfType<PortAudioDevice>()];

    // Whoever holds it hangs in the system, and nobody else needs to.
    private void Lock()
    {
        if (!Monitor.TryEnter(_lock, LockLimit))
        {
            throw new AudioDeviceException("the sound system hangs: is the sound server well?");
        }
    }

    // A stream that hangs in the system cannot be closed: then the old list has to do.
    private void Renew()
    {
        _isRenewing = true;
        try
        {
            for (var isInTime = true; _users > 0 && isInTime;)
            {
                isInTime = Monitor.Wait(_lock, OthersLimit);
            }
        }
        finally
        {
            _isRenewing = false;
        }
    }

    private void Enter()
    {
        if (_users == 0)
        {
            var hardware = native.Hardware();
            var code = native.Initialize();
            if (code != PortAudioCode.NoError)
            {
                throw new AudioDeviceException($"the sound system cannot be started: {native.Text(code)}");
            }

            _hardware = hardware;
        }

        _users++;
    }

    private void Leave()
    {
        if (--_users == 0)
        {
            native.Terminate();
            Monitor.PulseAll(_lock);
        }
    }
}
