namespace Cortex.Testing;

/// <summary>Two streams joined by two bounded byte queues; reading and writing allocate nothing.</summary>
internal sealed class MemoryLink
{
    private readonly BytePipe _toRight;
    private readonly BytePipe _toLeft;

    public MemoryLink(int capacity)
    {
        _toRight = new BytePipe(capacity);
        _toLeft = new BytePipe(capacity);
        Left = new MemoryLinkStream(_toLeft, _toRight);
        Right = new MemoryLinkStream(_toRight, _toLeft);
    }

    public Stream Left { get; }

    public Stream Right { get; }

    public long LeftWritten => _toRight.Written;

    public long RightWritten => _toLeft.Written;

    public bool IsLeftWaiting => _toLeft.IsReaderWaiting;

    public bool IsRightWaiting => _toRight.IsReaderWaiting;

    public void Break()
    {
        _toRight.Break();
        _toLeft.Break();
    }
}
