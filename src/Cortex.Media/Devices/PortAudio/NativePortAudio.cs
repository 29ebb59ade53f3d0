using System.Runtime.InteropServices;

namespace Cortex.Media.Devices;

/// <summary>The real PortAudio: libportaudio.so.2 of the system, version 19.</summary>
internal sealed unsafe partial class NativePortAudio : IPortAudio
{
    private const string Library = "libportaudio.so.2";
    private const string Cards = "/proc/asound/cards";
    private const uint Int16 = 8;
    private const int UnanticipatedHostError = -9999;
    private static readonly Lazy<bool> Loaded = new(static () => NativeLibrary.TryLoad(Library, typeof(NativePortAudio).Assembly, null, out _));
    private readonly QuietErrors _quiet = new();

    /// <summary>Whether the library is on this machine.</summary>
    public static bool IsThere => Loaded.Value;

    public int DeviceCount => Pa_GetDeviceCount();

    public int DefaultInput => Pa_GetDefaultInputDevice();

    public int DefaultOutput => Pa_GetDefaultOutputDevice();

    public int Initialize()
    {
        _quiet.Begin();
        var code = Pa_Initialize();
        if (code != PortAudioCode.NoError)
        {
            _quiet.End();
        }

        return code;
    }

    public int Terminate()
    {
        var code = Pa_Terminate();
        _quiet.End();
        return code;
    }

    public PortAudioDevice? Device(int index)
    {
        var device = Pa_GetDeviceInfo(index);
        if (device is null)
        {
            return null;
        }

        var api = Pa_GetHostApiInfo(device->HostApi);
        return new PortAudioDevice(
            index,
            Marshal.PtrToStringUTF8(device->Name) ?? "",
            api is null ? "" : Marshal.PtrToStringUTF8(api->Name) ?? "",
            device->MaxInputChannels,
            device->MaxOutputChannels,
            (int)Math.Round(device->DefaultSampleRate),
            device->DefaultLowInputLatency,
            device->DefaultLowOutputLatency);
    }

    public bool IsSupported(in StreamWish wish)
    {
        var parameters = Parameters(wish);
        return Pa_IsFormatSupported(wish.IsInput ? &parameters : null, wish.IsInput ? null : &parameters, wish.RateHz) == PortAudioCode.NoError;
    }

    public int Open(in StreamWish wish, out nint stream)
    {
        var parameters = Parameters(wish);
        stream = 0;
        return Pa_OpenStream(
            out stream, wish.IsInput ? &parameters : null, wish.IsInput ? null : &parameters, wish.RateHz, new CULong((uint)wish.PeriodFrames), default, 0, 0);
    }

    public int Start(nint stream) => Pa_StartStream(stream);

    public int Abort(nint stream) => Pa_AbortStream(stream);

    public int Close(nint stream) => Pa_CloseStream(stream);

    public double Latency(nint stream, bool isInput)
    {
        var info = Pa_GetStreamInfo(stream);
        return info is null ? 0 : isInput ? info->InputLatency : info->OutputLatency;
    }

    public int Read(nint stream, Span<short> samples, int frames)
    {
        fixed (short* buffer = samples)
        {
            return Pa_ReadStream(stream, buffer, new CULong((uint)frames));
        }
    }

    public int Write(nint stream, ReadOnlySpan<short> samples, int frames)
    {
        fixed (short* buffer = samples)
        {
            return Pa_WriteStream(stream, buffer, new CULong((uint)frames));
        }
    }

    public string Text(int code)
    {
        var text = Marshal.PtrToStringUTF8(Pa_GetErrorText(code)) ?? $"error {code}";
        var host = code == UnanticipatedHostError ? Pa_GetLastHostErrorInfo() : null;
        return host is not null && Marshal.PtrToStringUTF8(host->Text) is { Length: > 0 } reason ? $"{text}: {reason}" : text;
    }

    public string Hardware()
    {
        try
        {
            return File.ReadAllText(Cards);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }

    private static StreamParameters Parameters(in StreamWish wish) => new()
    {
        Device = wish.Device,
        ChannelCount = wish.Channels,
        SampleFormat = new CULong(Int16),
        SuggestedLatency = wish.LatencySeconds,
    };

    [LibraryImport(Library)]
    private static partial int Pa_Initialize();

    [LibraryImport(Library)]
    private static partial int Pa_Terminate();

    [LibraryImport(Library)]
    private static partial int Pa_GetDeviceCount();

    [LibraryImport(Library)]
    private static partial int Pa_GetDefaultInputDevice();

    [LibraryImport(Library)]
    private static partial int Pa_GetDefaultOutputDevice();

    [LibraryImport(Library)]
    private static partial DeviceInfo* Pa_GetDeviceInfo(int device);

    [LibraryImport(Library)]
    private static partial HostApiInfo* Pa_GetHostApiInfo(int hostApi);

    [LibraryImport(Library)]
    private static partial int Pa_IsFormatSupported(StreamParameters* input, StreamParameters* output, double sampleRate);

    [LibraryImport(Library)]
    private static partial int Pa_OpenStream(
        out nint stream, StreamParameters* input, StreamParameters* output, double sampleRate, CULong framesPerBuffer, CULong flags, nint callback, nint userData);

    [LibraryImport(Library)]
    private static partial int Pa_StartStream(nint stream);

    [LibraryImport(Library)]
    private static partial int Pa_AbortStream(nint stream);

    [LibraryImport(Library)]
    private static partial int Pa_CloseStream(nint stream);

    [LibraryImport(Library)]
    private static partial StreamInfo* Pa_GetStreamInfo(nint stream);

    [LibraryImport(Library)]
    private static partial int Pa_ReadStream(nint stream, short* buffer, CULong frames);

    [LibraryImport(Library)]
    private static partial int Pa_WriteStream(nint stream, short* buffer, CULong frames);

    [LibraryImport(Library)]
    private static partial nint Pa_GetErrorText(int code);

    [LibraryImport(Library)]
    private static partial HostErrorInfo* Pa_GetLastHostErrorInfo();

    // The structures of portaudio.h, field by field.
    private struct StreamParameters
    {
        public int Device;
        public int ChannelCount;
        public CULong SampleFormat;
        public double SuggestedLatency;
        public nint HostApiSpecific;
    }

    private readonly record struct DeviceInfo(
        int StructVersion,
        nint Name,
        int HostApi,
        int MaxInputChannels,
        int MaxOutputChannels,
        double DefaultLowInputLatency,
        double DefaultLowOutputLatency,
        double DefaultHighInputLatency,
        double DefaultHighOutputLatency,
        double DefaultSampleRate);

    private readonly record struct HostApiInfo(int StructVersion, int Type, nint Name);

    private readonly record struct StreamInfo(int StructVersion, double InputLatency, double OutputLatency, double SampleRate);

    private readonly record struct HostErrorInfo(int HostApiType, CLong Code, nint Text);
}
