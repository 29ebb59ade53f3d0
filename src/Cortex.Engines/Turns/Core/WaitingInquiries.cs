using Cortex.Live;

namespace Cortex.Engines.Turns;

/// <summary>Questions, and what tools brought for them, that wait until the answer before them is over; the newest few.</summary>
internal sealed class WaitingInquiries(TurnOutput output)
{
    private const int Most = 8;

    private readonly List<Inquiry> _waiting = [];

    public bool Contains(Inquiry inquiry) => _waiting.Contains(inquiry);

    public void Remove(Inquiry inquiry) => _waiting.Remove(inquiry);

    /// <summary>Puts one at the end; one that waits already keeps its place.</summary>
    /// <returns>The oldest where it had to go, which is noted; else null.</returns>
    public Inquiry? Add(Inquiry inquiry)
    {
        if (_waiting.Contains(inquiry))
        {
            return null;
        }

        var oldest = _waiting.Count >= Most ? _waiting[0] : null;
        if (oldest is not null)
        {
            _waiting.RemoveAt(0);
            output.Note(new Lost(LostKind.Text, TimeSpan.Zero, 1, $"{Most} questions wait already"));
        }

        _waiting.Add(inquiry);
        return oldest;
    }

    /// <summary>Takes the one whose time has come, or null.</summary>
    /// <param name="isUserActive">
    /// What the tools brought waits until the user has finished; a question of the user waits for the answer only.
    /// </param>
    public Inquiry? TakeNext(bool isUserActive)
    {
        var next = _waiting.Find(inquiry => !inquiry.IsAsked || !isUserActive);
        if (next is not null)
        {
            _waiting.Remove(next);
        }

        return next;
    }
}
