namespace Cortex.Media.Echo;

/// <summary>
/// Whether what comes out of the canceller may be the answer, block by block. Servers judge a voice by how far it stands above the
/// room's noise, not by how loud it is: of what may be left of an answer nothing may pass, however soft; what is clearly louder
/// passes. Pure; not thread-safe.
/// </summary>
internal sealed class EchoGate
{
    // Above the noise by less, nothing sounds like a voice.
    private const float AudibleDb = 3;

    // A syllable is louder than what may be left for most of its length; an estimate that is wrong for a block is so for a block.
    private const int SureBlocks = 4;
    private const int LookedAt = 0xFF;
    private const int HoldBlocks = 25;
    private uint _louder;
    private int _open;

    /// <summary>Takes one block.</summary>
    /// <param name="raiseDb">By how much what is left of the answer may stand above the noise.</param>
    /// <param name="isLouder">The block is louder than what may be left.</param>
    /// <returns>True: hide it.</returns>
    public bool Take(float raiseDb, bool isLouder)
    {
        if (raiseDb <= AudibleDb)
        {
            // Everything is louder than nothing: that says nothing about an answer that begins now.
            (_louder, _open) = (0, 0);
            return false;
        }

        _louder = (_louder << 1) | (isLouder ? 1u : 0);
        if (System.Numerics.BitOperations.PopCount(_louder & LookedAt) >= SureBlocks)
        {
            _open = HoldBlocks;
        }
        else
        {
            _open = Math.Max(0, _open - 1);
        }

        return _open == 0;
    }
}
