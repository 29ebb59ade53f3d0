using System.Net;
using System.Text;
using Cortex.App.WebConsole.Entry;
using Cortex.Testing;
using Microsoft.Extensions.Time.Testing;

namespace Cortex.App.Tests.WebConsole;

/// <summary>Where something has to be shown: the token, a pairing code, the cookie they become.</summary>
public sealed class SignInTests
{
    const string Live = "ws/google.ai.generativelanguage.v1beta.GenerativeService.BidiGenerateContent";

    [Fact]
    public async Task Without_the_token_the_sockets_are_shut_and_the_page_says_what_is_missing()
    {
        await using var stage = await ConsoleStage.OpenAsync(asks: true);
        foreach (var path in new[] { "events?page=page-one", Live, $"events?token={stage.Token}", $"{Live}?key={stage.Token}", $"{Live}?access_token={stage.Token}" })
        {
            var refused = await Assert.ThrowsAsync<HttpRequestException>(() => Page.ConnectAsync(new Uri(stage.Url, path)));
            Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        }

        foreach (var header in new[] { ("Authorization", "Bearer wrong"), ("Authorization", "Basic " + stage.Token), ("Cookie", $"{ConsolePass.Cookie}={stage.Token}"), ("Cookie", $"{ConsolePass.Cookie}=99999999999.x.y"), ("x-goog-api-key", "wrong") })
        {
            var refused = await Assert.ThrowsAsync<HttpRequestException>(() => stage.PageAsync("page-one", header));
            Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        }

        using var client = new HttpClient();
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync(stage.Url, Patience.Token())).StatusCode);
        Assert.Equal("""{"admitted":false,"needsToken":true}""", await client.GetStringAsync(new Uri(stage.Url, "session"), Patience.Token()));
        Assert.Empty(stage.Engine.Conversations);
    }

    [Fact]
    public async Task A_program_shows_the_token_in_a_header()
    {
        await using var stage = await ConsoleStage.OpenAsync(asks: true);
        using var bearer = await stage.PageAsync("page-one", ("Authorization", "Bearer " + stage.Token));
        using var live = await stage.LiveAsync(null, headers: ("x-goog-api-key", stage.Token));
        Assert.Single(stage.Engine.Conversations);
    }

    [Fact]
    public async Task A_browser_exchanges_the_token_for_a_cookie_that_no_script_and_no_other_site_can_use()
    {
        await using var stage = await ConsoleStage.OpenAsync(asks: true);
        using var answer = await PostAsync(stage, $$"""{"token":"{{stage.Token}}"}""");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var cookie = answer.Headers.GetValues("Set-Cookie").Single();
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=strict", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(stage.Token, cookie, StringComparison.Ordinal);
        using var page = await stage.PageAsync("page-one", ("Cookie", cookie.Split(';')[0]));
        await page.UntilAsync("hello");
    }

    [Fact]
    public async Task A_pairing_code_lets_one_browser_in_once()
    {
        await using var stage = await ConsoleStage.OpenAsync(asks: true);
        using var page = await stage.PageAsync("page-one", ("Authorization", "Bearer " + stage.Token));
        await page.SendAsync("""{"type":"pair"}""");
        var pairing = await page.UntilAsync("pairing");
        Assert.Equal(120, pairing.GetProperty("validSeconds").GetInt32());
        var code = pairing.GetProperty("code").GetString()!;
        Assert.Equal(HttpStatusCode.OK, (await PostAsync(stage, $$"""{"code":"{{code.Insert(4, " ")}}"}""")).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await PostAsync(stage, $$"""{"code":"{{code}}"}""")).StatusCode);
    }

    [Fact]
    public async Task Whatever_is_wrong_looks_the_same_and_after_a_few_tries_nobody_is_heard_for_a_while()
    {
        var clock = new FakeTimeProvider();
        await using var stage = await ConsoleStage.OpenAsync(time: clock, asks: true);
        var expired = stage.Room.Pair().Code;
        clock.Advance(TimeSpan.FromMinutes(2));
        HashSet<string> answers = [];
        foreach (var body in new[] { """{"token":"wrong"}""", $$"""{"code":"{{expired}}"}""", "garbage", "{}", new string('x', 5000) })
            answers.Add(await ShapeAsync(stage, body));
        Assert.Equal("401|Bearer|0|", Assert.Single(answers));

        // The right one is not even looked at now.
        Assert.StartsWith("429|", await ShapeAsync(stage, $$"""{"token":"{{stage.Token}}"}"""), StringComparison.Ordinal);
        clock.Advance(TimeSpan.FromMinutes(1));
        Assert.StartsWith("200|", await ShapeAsync(stage, $$"""{"token":"{{stage.Token}}"}"""), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Many_tries_at_once_are_counted_before_the_first_is_answered()
    {
        await using var stage = await ConsoleStage.OpenAsync(time: new FakeTimeProvider(), asks: true);
        var answers = await Task.WhenAll(Enumerable.Range(0, 30).Select(_ => ShapeAsync(stage, """{"token":"wrong"}""")));
        Assert.Equal(5, answers.Count(static answer => answer.StartsWith("401|", StringComparison.Ordinal)));
        Assert.Equal(25, answers.Count(static answer => answer.StartsWith("429|", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_mistyped_token_is_no_try_at_the_pairing_code()
    {
        var clock = new FakeTimeProvider();
        await using var stage = await ConsoleStage.OpenAsync(time: clock, asks: true);
        var code = stage.Room.Pair().Code;
        for (var i = 0; i < 5; i++)
            Assert.StartsWith("401|", await ShapeAsync(stage, """{"token":"wrong"}"""), StringComparison.Ordinal);
        clock.Advance(TimeSpan.FromMinutes(1));
        Assert.StartsWith("200|", await ShapeAsync(stage, $$"""{"code":"{{code}}"}"""), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_gets_in_again_and_again_is_not_refused()
    {
        await using var stage = await ConsoleStage.OpenAsync(time: new FakeTimeProvider(), asks: true);
        for (var i = 0; i < 7; i++)
            Assert.StartsWith("200|", await ShapeAsync(stage, $$"""{"token":"{{stage.Token}}"}"""), StringComparison.Ordinal);
    }

    [Fact]
    public void A_code_is_gone_after_two_minutes_five_wrong_tries_or_a_newer_one()
    {
        var clock = new FakeTimeProvider();
        var codes = new PairingCodes(clock);
        Assert.False(codes.Take(""));
        Assert.False(codes.Take("none"));
        var code = codes.Make();
        Assert.Equal(8, code.Length);
        clock.Advance(TimeSpan.FromMinutes(2));
        Assert.False(codes.Take(code));

        code = codes.Make();
        for (var i = 0; i < 5; i++)
            Assert.False(codes.Take("00000000" + i));
        Assert.False(codes.Take(code));

        var older = codes.Make();
        code = codes.Make();
        Assert.False(codes.Take(older));
        Assert.True(codes.Take(code));
        Assert.False(codes.Take(code));
    }

    [Fact]
    public async Task The_token_is_made_once_shown_once_and_for_its_owner_alone()
    {
        await using var stage = await ConsoleStage.OpenAsync(asks: true);
        Assert.Contains(stage.Said, words => words.Contains(stage.Token, StringComparison.Ordinal));
        Assert.Equal(43, stage.Token.Length);
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(stage.Folder, "token")));
        Assert.Equal(stage.Token, TokenFile.Open(Path.Combine(stage.Folder, "token"), out var isNew));
        Assert.False(isNew);
    }

    [Fact]
    public void A_token_file_that_holds_none_is_a_fault_and_is_not_overwritten()
    {
        var path = Path.Combine(Directory.CreateTempSubdirectory("cortex-token-").FullName, "token");
        File.WriteAllText(path, "short");
        Assert.Contains("at least 20 characters", Assert.Throws<IOException>(() => TokenFile.Open(path, out _)).Message, StringComparison.Ordinal);
        Assert.Equal("short", File.ReadAllText(path));
        Directory.Delete(Path.GetDirectoryName(path)!, recursive: true);
    }

    [Fact]
    public async Task A_cookie_ends_after_thirty_days_and_with_its_token()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UnixEpoch.AddYears(56));
        await using var stage = await ConsoleStage.OpenAsync(time: clock, asks: true);
        using var answer = await PostAsync(stage, $$"""{"token":"{{stage.Token}}"}""");
        var cookie = answer.Headers.GetValues("Set-Cookie").Single().Split(';')[0];
        clock.Advance(TimeSpan.FromDays(29));
        (await stage.PageAsync("page-one", ("Cookie", cookie))).Dispose();
        clock.Advance(TimeSpan.FromDays(2));
        await Assert.ThrowsAsync<HttpRequestException>(() => stage.PageAsync("page-one", ("Cookie", cookie)));

        await using var other = await ConsoleStage.OpenAsync(time: clock, asks: true);
        await Assert.ThrowsAsync<HttpRequestException>(() => other.PageAsync("page-one", ("Cookie", cookie)));
    }

    static async Task<HttpResponseMessage> PostAsync(ConsoleStage stage, string body)
    {
        using var client = new HttpClient();
        return await client.PostAsync(new Uri(stage.Url, "session"), new StringContent(body, Encoding.UTF8, "application/json"), Patience.Token());
    }

    static async Task<string> ShapeAsync(ConsoleStage stage, string body)
    {
        using var answer = await PostAsync(stage, body);
        return $"{(int)answer.StatusCode}|{answer.Headers.WwwAuthenticate}|{answer.Content.Headers.ContentLength}|{(answer.IsSuccessStatusCode ? "" : await answer.Content.ReadAsStringAsync(Patience.Token()))}";
    }
}
