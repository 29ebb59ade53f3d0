using Cortex.Live.Protocol;
using Cortex.Server.Rules;
using Cortex.Server.Sessions;
using Cortex.Server.Tokens;

namespace Cortex.Server.Endpoint;

/// <summary>Judges a first message: a setup that is accepted becomes <see cref="Terms"/> (reference 1.5, 2.1, 4.5, 8).</summary>
internal sealed class Reception(ServerParts parts, Surface surface, AuthToken? token)
{
    /// <summary>Judges; either the terms or the refusal is null. A session that is taken up is entered.</summary>
    /// <param name="first">What the client sent.</param>
    /// <param name="bytes">The same as bytes, on which a token's lock is laid.</param>
    public async ValueTask<(Terms? Terms, Refusal? Refusal)> JudgeAsync(ClientMessage first, ReadOnlyMemory<byte> bytes)
    {
        if (first is not Setup setup)
        {
            return (null, Refusals.SetupFirst);
        }

        if (token?.Lock is { } locked)
        {
            setup = (Setup)new ClientMessageReader().Read(locked.Apply(bytes.Span));
        }

        if (SetupRules.Check(setup, surface, out var model) is { } refusal)
        {
            return (null, refusal);
        }

        if (setup.SessionResumption?.Handle is not { Length: > 0 } handle)
        {
            return token is not null && !parts.Tokens.TryStart(token)
                ? (null, Refusals.TokenNotValid)
                : (new Terms(surface, model!, setup, new LiveSpan(), null), null);
        }

        if (parts.Snapshots.Find(handle, out var span) is not { } snapshot)
        {
            return (null, Refusals.SessionNotFound);
        }

        if (snapshot.Model != model!.Id)
        {
            return (null, Refusals.InvalidArgument);
        }

        return await TryEnterAsync(span!).ConfigureAwait(false)
            ? (new Terms(surface, model, setup, span!, snapshot), null)
            : (null, Refusals.InternalError);
    }

    private async ValueTask<bool> TryEnterAsync(LiveSpan span)
    {
        if (parts.Snapshots.TryEnter(span))
        {
            return true;
        }

        using var enough = new CancellationTokenSource();
        var late = Task.Delay(parts.Options.ResumeGrace, parts.Time, enough.Token);
        await Task.WhenAny(parts.Snapshots.WhenEndedAsync(span), late).ConfigureAwait(false);
        await enough.CancelAsync().ConfigureAwait(false);
        return parts.Snapshots.TryEnter(span);
    }
}
