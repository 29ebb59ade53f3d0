using System.Buffers.Binary;

namespace Cortex.Media.Frames;

/// <summary>What the markers of a JPEG tell without decoding it.</summary>
/// <param name="IsComplete">Its end-of-image marker is there.</param>
/// <param name="IsProgressive">A decoder has to hold all of its coefficients at once.</param>
readonly record struct JpegStructure(bool IsComplete, bool IsProgressive)
{
    public static JpegStructure Of(ReadOnlySpan<byte> jpeg)
    {
        var progressive = false;
        var position = 2;
        while (position + 4 <= jpeg.Length && jpeg[position] == 0xFF)
        {
            var marker = jpeg[position + 1];
            if (marker == 0xFF)
            {
                position++;
                continue;
            }

            progressive |= marker is 0xC2 or 0xC6 or 0xCA or 0xCE;
            // A picture inside the metadata has an end marker of its own; the true one follows the scan.
            if (marker == 0xDA)
                return new(jpeg[position..].LastIndexOf<byte>([0xFF, 0xD9]) >= 0, progressive);
            position += 2 + BinaryPrimitives.ReadUInt16BigEndian(jpeg[(position + 2)..]);
        }

        return new(false, progressive);
    }
}
