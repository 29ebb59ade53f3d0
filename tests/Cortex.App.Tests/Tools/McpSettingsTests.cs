using System.Collections;
using Cortex.App.Configuration;
using Cortex.App.Run;

namespace Cortex.App.Tests.Tools;

[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
public sealed class McpSettingsTests : IDisposable
{
    private const string Secret = "sesame-opens-this";
    private readonly string _folder = Directory.CreateTempSubdirectory("cortex-mcp").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Servers_have_names_of_their_users_choice()
    {
        var settings = Read("""
            { "mcp": { "servers": {
                "files": { "command": "npx", "args": ["-y", "a b"], "env": { "API_KEY": "sesame-opens-this" } },
                "home-2": { "url": "https://home.example/mcp", "headers": { "X-Token": "t" } } } },
              "tools": { "allow": "files.write_file, home-2.*", "confirm": "none", "timeout": 12, "notes": "none" } }
            """);
        var (files, home) = (settings.Tools.Servers[0], settings.Tools.Servers[1]);
        Assert.Equal(("files", "npx", Secret), (files.Name, files.Command, files.Environment["API_KEY"]));
        Assert.Equal(["-y", "a b"], files.Arguments);
        Assert.Equal(("home-2", "https://home.example/mcp", "t"), (home.Name, home.Url!.ToString(), home.Headers["X-Token"]));
        Assert.Equal(["files.write_file", "home-2.*"], settings.Tools.Permissions.Allow);
        Assert.Empty(settings.Tools.Permissions.Confirm);
        Assert.Equal((TimeSpan.FromSeconds(12), null), (settings.Tools.Limit, settings.Tools.NotesFile));
    }

    [Fact]
    public void The_environment_names_them_too_and_keeps_the_case_of_variables()
    {
        var faults = new List<SettingFault>();
        var settings = SettingsReader.Read(null, new Hashtable { ["CORTEX__mcp__servers__x__command"] = "tool", ["CORTEX__mcp__servers__x__args"] = "-a -b", ["CORTEX__mcp__servers__x__env__API_KEY"] = Secret }, [], faults);
        Assert.Empty(faults);
        Assert.Equal(["-a", "-b"], settings.Tools.Servers[0].Arguments);
        Assert.Equal(Secret, settings.Tools.Servers[0].Environment["API_KEY"]);
    }

    [Theory]
    [InlineData("""{ "x": { "commnd": "sesame-opens-this" } }""", "mcp.servers.NAME.command")]
    [InlineData("""{ "x": { "url": "sesame-opens-this" } }""", "an http or https address")]
    [InlineData("""{ "x": { "command": "a", "env": { "B A D": "sesame-opens-this" } } }""", "mcp.servers.NAME.env")]
    [InlineData("""{ "x": { "command": "a", "env": { "A": "sesame-opens-this", "a": 1, "A": "sesame-opens-this" } } }""", "has a wrong value")]
    [InlineData("""{ "x": { "url": "http://a", "headers": { "A": "sesame-opens-this\n" } } }""", "one line")]
    [InlineData("""{ "x": { "env": { "A": "sesame-opens-this" } } }""", "needs command")]
    [InlineData("""{ "x": { "command": "a", "url": "http://a" } }""", "not both")]
    [InlineData("""{ "x": { "command": "a", "headers": { "A": "sesame-opens-this" } } }""", "belong to a url")]
    [InlineData("""{ "x": { "command": "a", "args": [1] } }""", "a list of texts")]
    public void What_is_wrong_is_told_without_what_may_be_secret(string servers, string expected)
    {
        var faults = new List<SettingFault>();
        Read($$"""{ "mcp": { "servers": {{servers}} } }""", faults);
        var told = string.Join('\n', faults);
        Assert.Contains(expected, told, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, told, StringComparison.Ordinal);
    }

    [Fact]
    public void A_key_that_others_can_read_is_refused_and_said_how_to_mend()
    {
        var path = Path.Combine(_folder, "key");
        KeyFile.Write(path, Secret);
        Assert.Equal(Secret, KeyFile.Read(path));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.GroupRead);
        var fault = Assert.Throws<IOException>(() => KeyFile.Read(path));
        Assert.Contains("chmod 600", fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, fault.Message, StringComparison.Ordinal);
        Assert.Null(KeyFile.Read(Path.Combine(_folder, "none")));
    }

    [Theory]
    [InlineData("live", true, true, "Ready.")]
    [InlineData("embedded", false, true, "Ready, but without a key only this device answers.")]
    [InlineData("offline", true, false, "Ready, but only this device answers and there is no camera.")]
    public void Readiness_is_one_sentence(string engine, bool hasKey, bool hasCamera, string expected) =>
        Assert.Equal(expected, new Readiness(engine, hasKey, WantsCamera: true, hasCamera).Words);

    private CortexSettings Read(string json, List<SettingFault>? faults = null)
    {
        var path = Path.Combine(_folder, "cortex.json");
        File.WriteAllText(path, json);
        var found = faults ?? [];
        var settings = SettingsReader.Read(path, new Hashtable(), [], found);
        if (faults is null)
        {
            Assert.Empty(found);
        }

        return settings;
    }
}
