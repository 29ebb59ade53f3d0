using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Cortex.App.WebConsole.Entry;

/// <summary>
/// A code that lets one more browser in without typing the token: eight digits, for two minutes, once, and gone after a few wrong
/// tries. One at a time; a new one ends the old. Any thread.
/// </summary>
internal sealed class PairingCodes(TimeProvider time)
{
    /// <summary>So long a code is good.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromMinutes(2);

    private const int MostTries = 5;
    private readonly Lock _gate = new();
    private string? _code;
    private long _madeAt;
    private int _tries;

    /// <summary>Makes a code.</summary>
    public string Make()
    {
        lock (_gate)
        {
            (_madeAt, _tries) = (time.GetTimestamp(), 0);
            return _code = RandomNumberGenerator.GetInt32(100_000_000).ToString("D8", CultureInfo.InvariantCulture);
        }
    }

    /// <summary>Takes a code; spaces and dashes in it do not count.</summary>
    /// <returns>True: it was good, and is no longer.</returns>
    public bool Take(string shown)
    {
        var digits = new string([.. shown.Where(static c => c is not (' ' or '-'))]);
        lock (_gate)
        {
            // Compared even where there is none, so that the answer takes the same time.
            var isEqual = CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(digits)), SHA256.HashData(Encoding.UTF8.GetBytes(_code ?? "none")));
            var isGood = isEqual && _code is not null && time.GetElapsedTime(_madeAt) < Life;
            if (isGood || ++_tries >= MostTries)
            {
                _code = null;
            }

            return isGood;
        }
    }
}
