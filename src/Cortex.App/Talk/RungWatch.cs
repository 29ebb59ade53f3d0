using Cortex.Assistant.Pump;
using Cortex.Live;

namespace Cortex.App.Talk;

/// <summary>Follows the ladder through a talk: who answered last, and whether somebody did.</summary>
/// <param name="first">Who is asked first.</param>
internal sealed class RungWatch(string first) : IPumpObserver
{
    private const string Nobody = "none";

    private readonly Lock _gate = new();
    private string _standing = first;
    private string _answered = first;
    private string _why = "";
    private string? _failure;

    /// <summary>Who answered last; who stood, where nobody answered.</summary>
    public string Answered
    {
        get
        {
            lock (_gate)
            {
                return _answered;
            }
        }
    }

    /// <summary>Why a question got only a reason and no answer; null: every one was answered.</summary>
    public string? Failure
    {
        get
        {
            lock (_gate)
            {
                return _failure;
            }
        }
    }

    public void On(PumpEvent happened)
    {
        lock (_gate)
        {
            switch (happened)
            {
                case Noticed { Notice: RungChanged change }:
                    _standing = change.To;
                    _why = change.Why;
                    break;
                case WordsSaid:
                    // Where nobody stands these are the ladder's own words, which say why.
                    (_answered, _failure) = _standing == Nobody ? (_answered, _failure ?? _why) : (_standing, _failure);
                    break;
            }
        }
    }
}
