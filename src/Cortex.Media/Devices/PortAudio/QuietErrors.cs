using System.Runtime.InteropServices;

namespace Cortex.Media.Devices;

/// <summary>
/// While PortAudio is up, what C libraries print on standard error goes nowhere: starting it prints some 150 lines about devices that
/// are not there (ALSA, JACK), and each fault half a dozen more. Their <c>FILE* stderr</c> is turned away and not descriptor 2, so
/// that the program's own lines, which .NET writes to the descriptor, are never lost with them. Does nothing where the C library is
/// not glibc, whose <c>stderr</c> is a variable that may be set.
/// </summary>
internal sealed unsafe partial class QuietErrors
{
    // Opened once and never closed: a thread may be printing into it when it is taken out of use.
    private static nint _nowhere;
    private nint* _variable;
    private nint _spoken;
    private bool _isQuiet;

    public void Begin()
    {
        if (_isQuiet || !TryFind(out _variable))
        {
            return;
        }

        // Else PortAudio's look for a JACK server would start one.
        _ = setenv("JACK_NO_START_SERVER", "1", 0);
        _nowhere = _nowhere != 0 ? _nowhere : fopen("/dev/null", "w");
        if (_nowhere != 0)
        {
            _spoken = *_variable;
            *_variable = _nowhere;
            _isQuiet = true;
        }
    }

    public void End()
    {
        if (_isQuiet)
        {
            *_variable = _spoken;
            _isQuiet = false;
        }
    }

    private static bool TryFind(out nint* variable)
    {
        variable = null;
        var program = NativeLibrary.GetMainProgramHandle();
        if (!NativeLibrary.TryGetExport(program, "gnu_get_libc_version", out _) || !NativeLibrary.TryGetExport(program, "stderr", out var address))
        {
            return false;
        }

        variable = (nint*)address;
        return true;
    }

    [LibraryImport("libc", StringMarshalling = StringMarshalling.Utf8)]
    private static partial nint fopen(string path, string mode);

    [LibraryImport("libc", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int setenv(string name, string value, int overwrite);
}
