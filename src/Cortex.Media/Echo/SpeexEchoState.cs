using System.Runtime.InteropServices;

namespace Cortex.Media.Echo;

/// <summary>Owns the library's adaptive filter.</summary>
internal sealed class SpeexEchoState() : SafeHandle(0, ownsHandle: true)
{
    public override bool IsInvalid => handle == 0;

    protected override bool ReleaseHandle()
    {
        SpeexDsp.EchoDestroy(handle);
        return true;
    }
}
