using System.Net;
using System.Net.Sockets;
using Cortex.Testing;

namespace Cortex.App.Tests.WebConsole;

/// <summary>Many who come in and say nothing keep nobody out.</summary>
public sealed class DoorTests
{
    [Theory]
    [InlineData("GET / HT")]
    [InlineData("")]
    public async Task Hundreds_who_say_half_or_nothing_give_way_to_whoever_asks(string begun)
    {
        await using var stage = await ConsoleStage.OpenAsync(asks: true);
        using var page = await stage.PageAsync("page-one", ("Authorization", "Bearer " + stage.Token));
        await page.UntilAsync("hello");
        var idle = new List<TcpClient>();
        try
        {
            for (var i = 0; i < 200; i++)
            {
                var tcp = new TcpClient();
                idle.Add(tcp);
                await tcp.ConnectAsync(IPAddress.Loopback, stage.Url.Port, Patience.Token());
                await tcp.GetStream().WriteAsync(System.Text.Encoding.ASCII.GetBytes(begun), Patience.Token());
            }

            using var client = new HttpClient();
            Assert.Equal(HttpStatusCode.OK, (await client.GetAsync(stage.Url, Patience.Token())).StatusCode);

            // Whoever was in stays in.
            await page.SendAsync("""{"type":"pair"}""");
            await page.UntilAsync("pairing");
        }
        finally
        {
            idle.ForEach(static tcp => tcp.Dispose());
        }
    }
}
