using System.Net.Sockets;
using Cortex.Media.Feed;
using Cortex.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace Cortex.Media.Tests.Feed;

/// <summary>The feed's socket among others': what lives is left alone, at the start and at the end.</summary>
public sealed class FeedSocketTests : IDisposable
{
    readonly string _folder = Directory.CreateTempSubdirectory("cortex-feed-").FullName;

    string Path_ => Path.Combine(_folder, "feed.socket");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(SocketType.Dgram)]
    [InlineData(SocketType.Seqpacket)]
    public async Task A_living_socket_of_another_kind_is_refused_and_left_alone(SocketType kind)
    {
        using var other = new Socket(AddressFamily.Unix, kind, ProtocolType.Unspecified);
        other.Bind(new UnixDomainSocketEndPoint(Path_));
        if (kind is SocketType.Seqpacket)
            other.Listen(1);

        await IsRefused("another program listens there");

        using var peer = new Socket(AddressFamily.Unix, kind, ProtocolType.Unspecified);
        peer.Connect(new UnixDomainSocketEndPoint(Path_));
    }

    [Fact]
    public async Task A_listener_that_is_too_busy_to_answer_is_alive()
    {
        using var other = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        other.Bind(new UnixDomainSocketEndPoint(Path_));
        other.Listen(1);
        List<Socket> waiting = [];
        try
        {
            for (var isFull = false; !isFull;)
                isFull = !Knock(waiting);
            await IsRefused("another program listens there");
            Assert.True(File.Exists(Path_));
        }
        finally
        {
            waiting.ForEach(static socket => socket.Dispose());
        }
    }

    [Fact]
    public async Task The_end_of_one_leaves_the_socket_that_another_made_at_its_path_since()
    {
        var first = Open(Path_);
        File.Delete(Path_);
        var second = Open(Path_);

        await first.DisposeAsync();

        using var producer = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await producer.ConnectAsync(new UnixDomainSocketEndPoint(Path_), Patience.Token());
        await Patience.Until(() => second.Producers == 1, "the second takes it");
        await second.DisposeAsync();
        Assert.False(File.Exists(Path_));
    }

    [Fact]
    public async Task A_listener_that_has_ended_keeps_no_handle_open()
    {
        var feed = Open(Path_);
        var name = Path_ + ".kept";
        await Programs.RunAsync("ln", [Path_, name]);

        await feed.DisposeAsync();

        using var late = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        var gone = await Assert.ThrowsAsync<SocketException>(() => late.ConnectAsync(new UnixDomainSocketEndPoint(name), Patience.Token()).AsTask());
        Assert.Equal(SocketError.ConnectionRefused, gone.SocketErrorCode);
    }

    [Fact]
    public void A_folder_that_does_not_exist_is_named()
    {
        var path = Path.Combine(_folder, "none", "feed");
        var fault = Assert.Throws<IOException>(() => Open(path));
        Assert.Contains($"the folder {Path.GetDirectoryName(path)} does not exist", fault.Message, StringComparison.Ordinal);
    }

    static FeedServer Open(string path) => FeedServer.Open(new() { Socket = path }, null, TimeProvider.System, NullLoggerFactory.Instance);

    async Task IsRefused(string words)
    {
        var opening = Task.Run(() => Open(Path_));
        var fault = await Assert.ThrowsAsync<IOException>(() => opening.Within("a refusal"));
        Assert.Contains(words, fault.Message, StringComparison.Ordinal);
    }

    /// <returns>False: nobody more is let in.</returns>
    bool Knock(List<Socket> waiting)
    {
        waiting.Add(new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified) { Blocking = false });
        try
        {
            waiting[^1].Connect(new UnixDomainSocketEndPoint(Path_));
            return true;
        }
        catch (SocketException fault) when (fault.SocketErrorCode is SocketError.WouldBlock)
        {
            return false;
        }
    }
}
