using Cortex.Media.Detection;
using Cortex.Media.Frames;
using Microsoft.Extensions.Time.Testing;

namespace Cortex.Media.Tests.Detection;

/// <summary>A detector that takes as long as the test says, on its clock, and finds one thing named for the frame's width.</summary>
internal sealed class FakeDetector(FakeTimeProvider clock) : IDetector
{
    private readonly List<Frame> _seen = [];

    public string Name => "fake";

    public IReadOnlyCollection<string> Labels => ["thing"];

    public TimeSpan Takes { get; set; }

    public Exception? Fails { get; set; }

    public bool IsDisposed { get; private set; }

    public string? Thread { get; private set; }

    public IReadOnlyList<Frame> Seen
    {
        get
        {
            lock (_seen)
            {
                return [.. _seen];
            }
        }
    }

    public IReadOnlyList<SceneObject> Find(Frame frame)
    {
        Thread = System.Threading.Thread.CurrentThread.Name;
        clock.Advance(Takes);
        lock (_seen)
        {
            _seen.Add(frame);
        }

        return Fails is null ? [new SceneObject("thing", 0.9, new PicturePlace(0.4f, 0.4f, 0.6f, 0.6f))] : throw Fails;
    }

    public void Dispose() => IsDisposed = true;
}
