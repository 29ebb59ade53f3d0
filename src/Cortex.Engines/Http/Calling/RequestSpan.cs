using System.Diagnostics;
using Cortex.Engines.Turns;

namespace Cortex.Engines.Http;

/// <summary>One request, for telemetry: how long it took, and the class of what went wrong.</summary>
internal sealed class RequestSpan(string model, Uri endpoint, TimeProvider time) : IDisposable
{
    private readonly long _began = time.GetTimestamp();
    private readonly Activity? _span = Diagnostics.StartRequest(model, endpoint);
    private string? _fault;

    /// <summary>It failed with this, which is handed back to be thrown.</summary>
    public BrainException Note(BrainException failure)
    {
        _fault = failure.Reason.Class.ToString();
        return failure;
    }

    public void Dispose() => Diagnostics.EndRequest(_span, model, endpoint, time.GetElapsedTime(_began), _fault);
}
