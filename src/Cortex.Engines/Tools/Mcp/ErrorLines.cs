using System.Text;

namespace Cortex.Engines.Tools;

/// <summary>Reads what a program writes on standard error, whatever that is: a program whose words nobody reads stands still.</summary>
/// <param name="say">Told a line, or its beginning.</param>
/// <param name="time">The clock.</param>
internal sealed class ErrorLines(Action<string> say, TimeProvider time)
{
    /// <summary>Bytes of a line; the rest of a longer one is left out.</summary>
    public const int MostLine = 4096;

    private const int MostBytesASecond = 8 * 1024 * 1024;
    private readonly Pace _lines = new(perSecond: 10, atOnce: 50, time);
    private readonly Pace _bytes = new(MostBytesASecond, MostBytesASecond, time);
    private readonly byte[] _line = new byte[MostLine];
    private int _length;
    private int _leftOut;

    /// <summary>Reads to the end.</summary>
    public async Task ReadAsync(Stream stream, CancellationToken cancellationToken)
    {
        var buffer = new byte[16 * 1024];
        while (await stream.ReadAsync(buffer, cancellationToken).ConfigureAwait(false) is > 0 and var count)
        {
            Take(buffer.AsSpan(0, count));
            if (_bytes.Take(count) is { Ticks: > 0 } wait)
            {
                await Task.Delay(wait, time, cancellationToken).ConfigureAwait(false);
            }
        }

        End();
    }

    private void Take(ReadOnlySpan<byte> bytes)
    {
        while (bytes.IndexOf((byte)'\n') is >= 0 and var at)
        {
            Keep(bytes[..at]);
            End();
            bytes = bytes[(at + 1)..];
        }

        Keep(bytes);
    }

    private void Keep(ReadOnlySpan<byte> bytes)
    {
        var fits = Math.Min(bytes.Length, MostLine - _length);
        bytes[..fits].CopyTo(_line.AsSpan(_length));
        _length += fits;
    }

    private void End()
    {
        if (_length is 0)
        {
            return;
        }

        if (_lines.TryTake())
        {
            if (_leftOut > 0)
            {
                say($"({_leftOut} lines are left out here)");
                _leftOut = 0;
            }

            say(Encoding.UTF8.GetString(_line, 0, _length).TrimEnd('\r'));
        }
        else
        {
            _leftOut++;
        }

        _length = 0;
    }
}
