namespace Cortex.Media.Devices;

/// <summary>What PortAudio's calls answer, as far as it makes a difference here (portaudio.h, PaErrorCode).</summary>
internal static class PortAudioCode
{
    public const int NoError = 0;
    public const int InvalidChannelCount = -9998;
    public const int InvalidSampleRate = -9997;
    public const int SampleFormatNotSupported = -9994;
    public const int DeviceUnavailable = -9985;
    public const int InputOverflowed = -9981;
    public const int OutputUnderflowed = -9980;
}
