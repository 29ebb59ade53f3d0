namespace Cortex.Media.Devices;

/// <summary>
/// PortAudio's calls, so that tests can play a device of any kind. Answers are <see cref="PortAudioCode"/>; nothing here throws.
/// </summary>
internal interface IPortAudio
{
    int DeviceCount { get; }

    /// <summary>Of the default host API; -1 where there is none.</summary>
    int DefaultInput { get; }

    /// <summary>Of the default host API; -1 where there is none.</summary>
    int DefaultOutput { get; }

    int Initialize();

    int Terminate();

    PortAudioDevice? Device(int index);

    bool IsSupported(in StreamWish wish);

    int Open(in StreamWish wish, out nint stream);

    int Start(nint stream);

    /// <summary>Stops without playing out what is queued.</summary>
    int Abort(nint stream);

    int Close(nint stream);

    /// <summary>Seconds of buffering in an open stream.</summary>
    double Latency(nint stream, bool isInput);

    /// <summary>Waits for so many frames.</summary>
    int Read(nint stream, Span<short> samples, int frames);

    /// <summary>Waits until there is room for so many frames.</summary>
    int Write(nint stream, ReadOnlySpan<short> samples, int frames);

    /// <summary>An answer in words.</summary>
    string Text(int code);

    /// <summary>Changes when a sound card comes or goes; cheap. PortAudio itself learns of it only when it is initialised again.</summary>
    string Hardware();
}
