using Cortex.Live;
using Cortex.Live.Protocol;

namespace Cortex.Engines.Turns;

/// <summary>
/// The rules of tool calls: made, answered, too late, too many, withdrawn. When what they brought is told, and whom it
/// interrupts, the turn's rules decide.
/// </summary>
internal sealed class CallRules(TurnSettings settings, Context context, Random random, TurnOutput output)
{
    private readonly ToolLedger _ledger = new(settings, random);

    /// <summary>When the first call has waited too long, or null.</summary>
    public TimeSpan? NextDeadline => _ledger.NextDeadline;

    /// <summary>The answer cannot go on before a call of the inquiry is answered.</summary>
    public bool Blocks(Inquiry inquiry) => _ledger.Blocks(inquiry);

    public bool HasPending(Inquiry inquiry) => _ledger.HasPending(inquiry);

    /// <summary>The call an answer is for, or null.</summary>
    public PendingCall? Find(FunctionResponse response) => _ledger.Find(response);

    /// <summary>The answer of a withdrawn call comes too late and is no fault of the client.</summary>
    public bool WasCancelled(string? id) => _ledger.WasCancelled(id);

    /// <summary>Sends the calls of a brain to the client.</summary>
    public void Make(IReadOnlyList<FunctionCall> calls, Inquiry inquiry, TimeSpan now)
    {
        var named = _ledger.Register(calls, inquiry, now);
        foreach (var call in named)
        {
            context.Charge(inquiry.Entry!, TokenCounts.OfText(call.Name.Length + (call.Args?.GetRawText().Length ?? 0)));
        }

        output.Send(new ToolCall { FunctionCalls = named });
    }

    /// <summary>Where too many calls are out, withdraws those of the oldest inquiry.</summary>
    /// <param name="sparing">The inquiry whose calls stay.</param>
    /// <returns>The inquiry that lost its calls; null once no more has to.</returns>
    public Inquiry? WithdrawOldest(Inquiry sparing)
    {
        if (!_ledger.IsOverfull || _ledger.Oldest == sparing)
        {
            return null;
        }

        var oldest = _ledger.Oldest;
        Cancel(call => call.Inquiry == oldest);
        return oldest;
    }

    /// <summary>Keeps what a call brought.</summary>
    public void Record(PendingCall call, FunctionResponse response)
    {
        var inquiry = call.Inquiry;
        inquiry.Add(new ToolExchange(call.Call, response));
        inquiry.Urgency = (Urgency)Math.Max((int)inquiry.Urgency, (int)Urgencies.Of(response));
        context.Charge(inquiry.Entry!, TokenCounts.OfText(response.Response?.GetRawText()));
        if (response.WillContinue is not true)
        {
            _ledger.Remove(call);
        }
    }

    /// <summary>What follows from a recorded answer: a blocking call's is news for the brain that waits for it.</summary>
    /// <param name="call">The call.</param>
    /// <param name="goesOn">More of it will come.</param>
    /// <returns>What the inquiry's calls brought is now to be told.</returns>
    public bool Conclude(PendingCall call, bool goesOn)
    {
        var inquiry = call.Inquiry;
        if (call.IsBlocking)
        {
            inquiry.HasNews = !_ledger.Blocks(inquiry);
            return false;
        }

        return goesOn || !_ledger.HasPending(inquiry);
    }

    /// <summary>An answer that belongs to no call is dropped, and said so.</summary>
    public void Drop(FunctionResponse response)
    {
        if (_ledger.WasCancelled(response.Id))
        {
            output.Note(new Lost(LostKind.ToolAnswer, TimeSpan.Zero, 1, $"the call of {response.Name} was cancelled before its answer came"));
            return;
        }

        output.Note(new Lost(LostKind.ToolAnswer, TimeSpan.Zero, 1, $"no call has the id '{response.Id}'"));
        output.Note(new Warned($"An answer of {response.Name} names the call '{response.Id}', which was never made or is answered already; it was dropped. Send the id of the toolCall."));
    }

    /// <summary>Withdraws the calls that have waited too long; that nothing came is their answer.</summary>
    /// <returns>The first such call of each inquiry.</returns>
    public IEnumerable<PendingCall> Expire(TimeSpan now)
    {
        var late = Cancel(call => call.Deadline <= now);
        late.ForEach(call => Record(call, ToolSilence.Response(call, settings.ToolTimeout)));
        return late.DistinctBy(static call => call.Inquiry);
    }

    /// <summary>Withdraws calls, and tells the client.</summary>
    public List<PendingCall> Cancel(Predicate<PendingCall> which)
    {
        var cancelled = _ledger.Cancel(which);
        if (cancelled.Count > 0)
        {
            output.Send(new ToolCallCancellation { Ids = [.. cancelled.Select(static call => call.Id)] });
        }

        return cancelled;
    }
}
