namespace Cortex.Media.Playback;

/// <summary>
/// How much sound must be there before an answer starts. Each under-run doubles it, up to eight times the least; each answer without
/// one, heard for a second or more, halves it again. The device's thread; anybody may look.
/// </summary>
/// <param name="leastSamples">Where it starts and never goes below.</param>
/// <param name="provingSamples">How long an answer must have been to prove anything.</param>
internal sealed class StartBuffer(int leastSamples, int provingSamples)
{
    private const int MostDoublings = 3;
    private int _doublings;

    public int Samples => leastSamples << Volatile.Read(ref _doublings);

    public void RanDry() => Volatile.Write(ref _doublings, Math.Min(MostDoublings, _doublings + 1));

    public void AnswerEnded(int underruns, long playedSamples)
    {
        if (underruns == 0 && playedSamples >= provingSamples)
        {
            Volatile.Write(ref _doublings, Math.Max(0, _doublings - 1));
        }
    }
}
