// Brings a picture and what was recognised in it to Cortex: FeedClient SOCKET PICTURE.jpg [SECONDS]
// The socket is the one that feed.socket names; `cortex run --camera feed` looks through it. The format: docs/feed.md.
using System.Globalization;
using System.Net.Sockets;
using System.Text;

if (args.Length < 2)
{
    Console.Error.WriteLine("FeedClient SOCKET PICTURE.jpg [SECONDS]");
    return 2;
}

var jpeg = await File.ReadAllBytesAsync(args[1]);
var length = TimeSpan.FromSeconds(args.Length > 2 ? double.Parse(args[2], CultureInfo.InvariantCulture) : 0);
var (time, began) = (TimeProvider.System, TimeProvider.System.GetTimestamp());

using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
try
{
    await socket.ConnectAsync(new UnixDomainSocketEndPoint(args[0]));
}
catch (SocketException fault)
{
    Console.Error.WriteLine($"{args[0]}: {fault.Message}; start Cortex with feed.socket set to it, then this");
    return 1;
}

await using var feed = new NetworkStream(socket);
while (true)
{
    await feed.WriteAsync(Encoding.UTF8.GetBytes($$"""{"type":"frame","bytes":{{jpeg.Length}}}""" + "\n"));
    await feed.WriteAsync(jpeg);
    await feed.WriteAsync(Encoding.UTF8.GetBytes("""{"type":"detections","objects":[{"label":"chair","confidence":0.8,"box":[0.1,0.4,0.35,0.9]}]}""" + "\n"));
    if (time.GetElapsedTime(began) >= length)
        break;
    await Task.Delay(TimeSpan.FromSeconds(0.5), time);
}

// Only errors are answered: what is there when this side has ended is all there was.
socket.Shutdown(SocketShutdown.Send);
using var answers = new StreamReader(feed, Encoding.UTF8);
var errors = await answers.ReadToEndAsync();
Console.Error.Write(errors);
return errors.Length == 0 ? 0 : 1;
