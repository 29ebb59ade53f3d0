using System.Diagnostics;
using Cortex.Live.Protocol;

namespace Cortex.Live.Session;

/// <summary>What telemetry is told of one session: its gaps, its length, a span for each connection. Used under the session's lock.</summary>
internal sealed class SessionTrace
{
    private readonly TimeProvider _time;
    private readonly Uri _endpoint;
    private readonly string _model;
    private readonly string _provider;
    private readonly long _opened;

    // Connections are made on other threads: whose conversation this is must be looked up while it is being opened.
    private readonly ActivityContext _parent = Activity.Current?.Context ?? default;
    private Activity? _span;
    private long _left;
    private ConversationState _why;

    public SessionTrace(string model, Uri endpoint, TimeProvider time)
    {
        (_endpoint, _time, _opened) = (endpoint, time, time.GetTimestamp());
        _model = model.StartsWith("models/", StringComparison.Ordinal) ? model["models/".Length..] : model;
        _provider = ProviderOf(endpoint.Host);
    }

    /// <summary>A connection is being made.</summary>
    public void Dialling(int number)
    {
        End();
        if (!Diagnostics.Source.HasListeners())
        {
            return;
        }

        var around = Activity.Current;
        _span = Diagnostics.Source.StartActivity("cortex.connection", ActivityKind.Client, _parent);
        // It ends on another thread, and nothing that is done meanwhile is a part of it.
        Activity.Current = around;
        _span?.SetTag("gen_ai.provider.name", _provider)
            .SetTag("gen_ai.request.model", _model)
            .SetTag("server.address", _endpoint.Host)
            .SetTag("server.port", _endpoint.Port)
            .SetTag("cortex.connection.number", number);
    }

    /// <summary>Its setup was accepted.</summary>
    public void Connected(bool resumed)
    {
        Diagnostics.Connected(resumed);
        _span?.SetTag("cortex.connection.resumed", resumed);
        _span?.AddEvent(new ActivityEvent("ready"));
    }

    /// <summary>It ended, or was never made.</summary>
    public void Closed(CloseReason reason)
    {
        Diagnostics.Closed(reason);
        End(reason);
    }

    /// <summary>The conversation is somewhere else.</summary>
    public void Moved(StateChanged change)
    {
        if (change.To is ConversationState.HandingOver or ConversationState.Recovering && _left == 0)
        {
            (_left, _why) = (_time.GetTimestamp(), change.To);
        }
        else if (change.To is ConversationState.Ready && _left != 0)
        {
            Diagnostics.Away(_time.GetElapsedTime(_left), _why);
            _left = 0;
        }
        else if (change.To is ConversationState.Asleep)
        {
            _left = 0;
        }
    }

    /// <summary>A response told its tokens.</summary>
    public void Used(UsageMetadata usage) => Diagnostics.Used(usage, _model, _provider);

    /// <summary>The session is over.</summary>
    public void Finished(LiveSession session, CloseReason reason)
    {
        Diagnostics.Finished(session, reason, _time.GetElapsedTime(_opened));
        End(reason);
    }

    private void End(CloseReason? reason = null)
    {
        if (_span is not { } span)
        {
            return;
        }

        _span = null;
        if (reason is not null)
        {
            span.SetTag("cortex.close.class", reason.Class.ToString()).SetTag("cortex.close.code", reason.Code).SetTag("cortex.close.side", reason.Side.ToString());
            if (reason.Class is not (CloseClass.Clean or CloseClass.GoingAway))
            {
                span.SetTag("error.type", reason.Class.ToString()).SetStatus(ActivityStatusCode.Error);
            }
        }

        span.Dispose();
    }

    private static string ProviderOf(string host) =>
        !host.EndsWith(".googleapis.com", StringComparison.OrdinalIgnoreCase) ? "cortex"
        : host.Contains("aiplatform", StringComparison.OrdinalIgnoreCase) ? "gcp.vertex_ai"
        : "gcp.gemini";
}
