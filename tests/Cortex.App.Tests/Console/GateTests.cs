using System.Net;
using System.Net.Sockets;
using System.Text;
using Cortex.App.WebConsole.Entry;
using Cortex.Testing;
using Microsoft.AspNetCore.Http;

namespace Cortex.App.Tests.WebConsole;

/// <summary>The gate before everything: which host a request names, which page sent it, and what the browser is told.</summary>
public sealed class GateTests
{
    const string Live = "ws/google.ai.generativelanguage.v1beta.GenerativeService.BidiGenerateContent";

    [Theory]
    [InlineData("")]
    [InlineData("session")]
    [InlineData("events")]
    [InlineData(Live)]
    [InlineData("nothing/here")]
    public async Task A_request_that_names_another_host_is_refused(string path)
    {
        await using var stage = await ConsoleStage.OpenAsync();
        foreach (var host in new[] { "evil.example", $"evil.example:{stage.Url.Port}", "127.0.0.1", "127.0.0.1:1", "localhost.evil.example", $"127.0.0.1.evil.example:{stage.Url.Port}", $"10.0.0.1:{stage.Url.Port}" })
            Assert.Equal(HttpStatusCode.MisdirectedRequest, (await GetAsync(stage, path, ("Host", host))).StatusCode);
        Assert.NotEqual(HttpStatusCode.MisdirectedRequest, (await GetAsync(stage, path, ("Host", $"LOCALHOST:{stage.Url.Port}"))).StatusCode);
    }

    [Theory]
    [InlineData("")]
    [InlineData("session")]
    [InlineData("events")]
    [InlineData(Live)]
    public async Task A_page_from_elsewhere_is_refused(string path)
    {
        await using var stage = await ConsoleStage.OpenAsync();
        foreach (var origin in new[] { "http://evil.example", "null", $"https://127.0.0.1:{stage.Url.Port}", $"http://127.0.0.1:{stage.Url.Port + 1}", $"http://localhost:{stage.Url.Port}", "" })
            Assert.Equal(HttpStatusCode.Forbidden, (await GetAsync(stage, path, ("Origin", origin))).StatusCode);
        Assert.NotEqual(HttpStatusCode.Forbidden, (await GetAsync(stage, path, ("Origin", $"http://127.0.0.1:{stage.Url.Port}"))).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await GetAsync(stage, path, ("Sec-Fetch-Site", "cross-site"), ("Sec-Fetch-Mode", "no-cors"))).StatusCode);
    }

    [Theory]
    [InlineData("events?page=page-one")]
    [InlineData(Live)]
    public async Task A_socket_of_a_page_from_elsewhere_or_to_another_name_never_opens(string path)
    {
        await using var stage = await ConsoleStage.OpenAsync();
        var address = new Uri(stage.Url, path);
        Assert.Equal(HttpStatusCode.Forbidden, (await Assert.ThrowsAsync<HttpRequestException>(() => Page.ConnectAsync(address, ("Origin", "http://evil.example")))).StatusCode);
        Assert.Equal(HttpStatusCode.MisdirectedRequest, (await Assert.ThrowsAsync<HttpRequestException>(() => Page.ConnectAsync(address, ("Host", $"evil.example:{stage.Url.Port}")))).StatusCode);
        using var own = await Page.ConnectAsync(address, ("Origin", stage.Url.GetLeftPart(UriPartial.Authority)));
        Assert.Empty(stage.Engine.Conversations);
    }

    [Fact]
    public async Task A_link_from_elsewhere_may_lead_to_the_page()
    {
        await using var stage = await ConsoleStage.OpenAsync();
        Assert.Equal(HttpStatusCode.OK, (await GetAsync(stage, "", ("Sec-Fetch-Site", "cross-site"), ("Sec-Fetch-Mode", "navigate"))).StatusCode);
    }

    [Fact]
    public async Task The_page_comes_with_headers_that_keep_others_out()
    {
        await using var stage = await ConsoleStage.OpenAsync();
        using var page = await GetAsync(stage, "");
        Assert.Equal("text/html", page.Content.Headers.ContentType!.MediaType);
        var policy = page.Headers.GetValues("Content-Security-Policy").Single();
        Assert.Contains("default-src 'self'", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.DoesNotContain('*', policy);
        Assert.Equal("nosniff", page.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Equal("no-referrer", page.Headers.GetValues("Referrer-Policy").Single());
        Assert.Contains("microphone=(self)", page.Headers.GetValues("Permissions-Policy").Single(), StringComparison.Ordinal);
        Assert.False(page.Headers.Contains("Access-Control-Allow-Origin"));
        Assert.False(page.Headers.Contains("Server"));
        Assert.Equal("no-store", (await GetAsync(stage, "session")).Headers.CacheControl!.ToString());
    }

    [Theory]
    [InlineData("../Program.cs")]
    [InlineData("..%2f..%2fetc%2fpasswd")]
    [InlineData("wwwroot/index.html")]
    [InlineData("index.html/")]
    [InlineData("v1beta/models")]
    [InlineData("v1beta/models/gemini-3.8-flash:generateContent")]
    public async Task What_is_not_a_file_of_the_page_is_not_there(string path)
    {
        await using var stage = await ConsoleStage.OpenAsync();
        Assert.Equal(HttpStatusCode.NotFound, (await GetAsync(stage, path)).StatusCode);
    }

    [Fact]
    public async Task A_file_is_not_sent_twice_and_can_only_be_read()
    {
        await using var stage = await ConsoleStage.OpenAsync();
        using var first = await GetAsync(stage, "index.html");
        Assert.Equal(HttpStatusCode.NotModified, (await GetAsync(stage, "index.html", ("If-None-Match", first.Headers.ETag!.ToString()))).StatusCode);
        using var client = new HttpClient();
        using var posted = await client.PostAsync(new Uri(stage.Url, "index.html"), new StringContent("x"), Patience.Token());
        Assert.Equal(HttpStatusCode.MethodNotAllowed, posted.StatusCode);
    }

    [Fact]
    public async Task Who_sends_the_head_of_a_request_byte_by_byte_is_cut_off_and_others_are_served_meanwhile()
    {
        await using var stage = await ConsoleStage.OpenAsync();
        using var slow = new TcpClient();
        await slow.ConnectAsync(IPAddress.Loopback, stage.Url.Port, Patience.Token());
        var stream = slow.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"GET / HTTP/1.1\r\nHost: 127.0.0.1:{stage.Url.Port}\r\nX-Slow: "), Patience.Token());
        Assert.Equal(HttpStatusCode.OK, (await GetAsync(stage, "")).StatusCode);

        // 408, or nothing at all: the end of it is what counts.
        var rest = new byte[1024];
        while (await stream.ReadAsync(rest, Patience.Token()) > 0)
        {
        }
    }

    [Fact]
    public async Task More_connections_than_a_household_needs_are_not_taken()
    {
        await using var stage = await ConsoleStage.OpenAsync();
        var open = new List<TcpClient>();
        try
        {
            for (var i = 0; i < 100; i++)
            {
                var client = new TcpClient();
                open.Add(client);
                await client.ConnectAsync(IPAddress.Loopback, stage.Url.Port, Patience.Token());
            }

            // Those beyond are closed at once; one that was let in waits for a request.
            await Patience.Until(() => open.Count(static client => client.Client.Poll(0, SelectMode.SelectRead) && client.Available is 0) >= 36, "36 of 100 are closed");
        }
        finally
        {
            open.ForEach(static client => client.Dispose());
        }

        await Patience.Until(() => GetAsync(stage, "").GetAwaiter().GetResult().IsSuccessStatusCode, "others are served again");
    }

    [Theory]
    [InlineData("127.0.0.1", "192.168.1.20:8080", false)]
    [InlineData("127.0.0.1", "cortex-box:8080", false)]
    [InlineData("127.0.0.1", "[::1]:8080", true)]
    [InlineData("0.0.0.0", "192.168.1.20:8080", true)]
    [InlineData("0.0.0.0", "CORTEX-box:8080", true)]
    [InlineData("0.0.0.0", "cortex-box.local:8080", true)]
    [InlineData("0.0.0.0", "house.example:8080", true)]
    [InlineData("0.0.0.0", "cortex-box.evil.example:8080", false)]
    [InlineData("0.0.0.0", "192.168.1.20", false)]
    [InlineData("0.0.0.0", "", false)]
    public void The_names_of_a_console_are_its_addresses_and_what_leads_here_on_purpose(string listen, string host, bool isAdmitted) =>
        Assert.Equal(isAdmitted, new HostNames(IPAddress.Parse(listen), "cortex-box", ["house.example"]).Admit(new HostString(host), 8080, isHttps: false));

    static async Task<HttpResponseMessage> GetAsync(ConsoleStage stage, string path, params (string Name, string Value)[] headers)
    {
        using var client = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(stage.Url, path));
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        return await client.SendAsync(request, Patience.Token());
    }
}
