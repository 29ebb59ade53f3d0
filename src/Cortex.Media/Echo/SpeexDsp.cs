using System.Runtime.InteropServices;

namespace Cortex.Media.Echo;

/// <summary>The system's SpeexDSP library, as far as it is used: <c>speex/speex_echo.h</c> and <c>speex/speex_preprocess.h</c>.</summary>
internal static unsafe partial class SpeexDsp
{
    public const string Library = "libspeexdsp.so.1";
    public const int EchoSetSamplingRate = 24;
    public const int PreprocessSetDenoise = 0;
    public const int PreprocessSetNoiseSuppress = 18;
    public const int PreprocessSetEchoSuppress = 20;
    public const int PreprocessSetEchoSuppressActive = 22;
    public const int PreprocessSetEchoState = 24;

    [LibraryImport(Library, EntryPoint = "speex_echo_state_init")]
    public static partial SpeexEchoState EchoInit(int frameSize, int filterLength);

    [LibraryImport(Library, EntryPoint = "speex_echo_state_destroy")]
    public static partial void EchoDestroy(nint state);

    [LibraryImport(Library, EntryPoint = "speex_echo_state_reset")]
    public static partial void EchoReset(SpeexEchoState state);

    [LibraryImport(Library, EntryPoint = "speex_echo_ctl")]
    public static partial int EchoControl(SpeexEchoState state, int request, int* value);

    [LibraryImport(Library, EntryPoint = "speex_echo_cancellation")]
    public static partial void EchoCancel(SpeexEchoState state, short* recorded, short* played, short* result);

    [LibraryImport(Library, EntryPoint = "speex_preprocess_state_init")]
    public static partial SpeexPreprocessState PreprocessInit(int frameSize, int samplingRate);

    [LibraryImport(Library, EntryPoint = "speex_preprocess_state_destroy")]
    public static partial void PreprocessDestroy(nint state);

    [LibraryImport(Library, EntryPoint = "speex_preprocess_ctl")]
    public static partial int PreprocessControl(SpeexPreprocessState state, int request, void* value);

    [LibraryImport(Library, EntryPoint = "speex_preprocess_run")]
    public static partial int PreprocessRun(SpeexPreprocessState state, short* samples);
}
