using System.Globalization;
using Cortex.Live.Protocol;

namespace Cortex.Engines.Turns;

/// <summary>The calls that are out, and the newest that were cancelled.</summary>
internal sealed class ToolLedger(TurnSettings settings, Random random)
{
    /// <summary>Bound of the calls that are out; beyond it the oldest inquiry's go.</summary>
    public const int MostPending = 64;

    private const int MostCancelled = 64;

    private readonly List<PendingCall> _pending = [];
    private readonly Queue<string> _cancelled = new();

    public bool IsOverfull => _pending.Count > MostPending;

    public Inquiry Oldest => _pending[0].Inquiry;

    /// <summary>When the first call has waited too long, or null. All wait equally long, so the first is the oldest.</summary>
    public TimeSpan? NextDeadline => _pending.Count == 0 ? null : _pending[0].Deadline;

    /// <summary>Takes the calls of a brain in, with ids where they have none.</summary>
    public List<FunctionCall> Register(IReadOnlyList<FunctionCall> calls, Inquiry inquiry, TimeSpan now)
    {
        var named = new List<FunctionCall>(calls.Count);
        foreach (var call in calls)
        {
            var with = string.IsNullOrEmpty(call.Id) || IsKnown(call.Id) ? new FunctionCall { Id = NewId(), Name = call.Name, Args = call.Args } : call;
            named.Add(with);
            _pending.Add(new PendingCall(with, inquiry, settings.IsBlocking(call.Name), now + settings.ToolTimeout));
        }

        return named;
    }

    /// <summary>The call an answer is for: by its id, or by name where it has none, as on Vertex.</summary>
    public PendingCall? Find(FunctionResponse response) => string.IsNullOrEmpty(response.Id)
        ? _pending.Find(call => call.Call.Name == response.Name)
        : _pending.Find(call => call.Id == response.Id);

    public bool WasCancelled(string? id) => id is not null && _cancelled.Contains(id);

    public void Remove(PendingCall call) => _pending.Remove(call);

    public bool HasPending(Inquiry inquiry) => _pending.Exists(call => call.Inquiry == inquiry);

    public bool Blocks(Inquiry inquiry) => _pending.Exists(call => call.IsBlocking && call.Inquiry == inquiry);

    /// <summary>Cancels all calls of an inquiry, or those that are late.</summary>
    public List<PendingCall> Cancel(Predicate<PendingCall> which)
    {
        var cancelled = _pending.FindAll(which);
        _pending.RemoveAll(which);
        foreach (var call in cancelled)
        {
            _cancelled.Enqueue(call.Id);
            if (_cancelled.Count > MostCancelled)
            {
                _cancelled.Dequeue();
            }
        }

        return cancelled;
    }

    private bool IsKnown(string id) => _pending.Exists(call => call.Id == id) || _cancelled.Contains(id);

    private string NewId()
    {
        string id;
        do
        {
            id = "function-call-" + random.NextInt64(1_000_000_000, 9_999_999_999).ToString(CultureInfo.InvariantCulture)
                + random.NextInt64(1_000_000_000, 9_999_999_999).ToString(CultureInfo.InvariantCulture);
        }
        while (IsKnown(id));

        return id;
    }
}
