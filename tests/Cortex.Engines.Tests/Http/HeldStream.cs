using System.IO.Pipelines;
using System.Net;
using System.Text;

namespace Cortex.Engines.Tests.Http;

/// <summary>A streamed answer that stops in the middle until it is released, or breaks there.</summary>
internal sealed class HeldStream : IDisposable
{
    private readonly Pipe _pipe = new();
    private readonly string _rest;

    public HeldStream(string first, string rest)
    {
        _rest = rest;
        Write(first);
        Response = new HttpResponseMessage(HttpStatusCode.OK) { Content = new StreamContent(_pipe.Reader.AsStream()) };
        Response.Content.Headers.ContentType = new("text/event-stream");
    }

    public HttpResponseMessage Response { get; }

    public void Release()
    {
        Write(_rest);
        _pipe.Writer.Complete();
    }

    public void Break() => _pipe.Writer.Complete(new IOException("the connection was reset"));

    public void Dispose() => Response.Dispose();

    private void Write(string slice)
    {
        var bytes = Encoding.UTF8.GetBytes("data: " + slice);
        bytes.CopyTo(_pipe.Writer.GetSpan(bytes.Length));
        _pipe.Writer.Advance(bytes.Length);
        _pipe.Writer.FlushAsync().AsTask();
    }
}
