using System.Runtime.InteropServices;

namespace Cortex.Media.Echo;

/// <summary>Owns the library's suppressor of what the filter leaves.</summary>
internal sealed class SpeexPreprocessState() : SafeHandle(0, ownsHandle: true)
{
    public override bool IsInvalid => handle == 0;

    protected override bool ReleaseHandle()
    {
        SpeexDsp.PreprocessDestroy(handle);
        return true;
    }
}
