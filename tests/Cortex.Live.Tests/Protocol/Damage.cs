namespace Cortex.Live.Tests.Protocol;

/// <summary>Damages a message in a few places: bytes changed, dropped, doubled, cut off, or swapped for something JSON-like.</summary>
static class Damage
{
    static readonly byte[][] Pieces =
    [
        [.. "{"u8], [.. "}"u8], [.. "["u8], [.. "]"u8], [.. "\""u8], [.. "\\"u8], [.. ","u8], [.. ":"u8], [.. "null"u8], [.. "\\ud800"u8],
        [.. "1e999"u8], [.. "-"u8], [.. "\\u0000"u8], [0xff], [0xc3], [0], [.. "true"u8], [.. "{\"a\":1}"u8], [.. "\"setup\""u8], [.. "="u8],
    ];

    public static byte[] To(byte[] message, int seed)
    {
        var random = new Random(seed);
        List<byte> bytes = [.. message];
        for (var i = random.Next(1, 4); i > 0 && bytes.Count > 0; i--)
        {
            var at = random.Next(bytes.Count);
            switch (random.Next(5))
            {
                case 0:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 1:
                    bytes.RemoveRange(at, Math.Min(random.Next(1, 8), bytes.Count - at));
                    break;
                case 2:
                    bytes.InsertRange(at, Pieces[random.Next(Pieces.Length)]);
                    break;
                case 3:
                    bytes.RemoveAt(at);
                    bytes.InsertRange(at, Pieces[random.Next(Pieces.Length)]);
                    break;
                default:
                    bytes.RemoveRange(at, random.Next(10) == 0 ? bytes.Count - at : 0);
                    break;
            }
        }

        return [.. bytes];
    }
}
