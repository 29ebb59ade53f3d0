using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

// An MCP server that does well or badly as it is asked: over standard input and output, or with --http over HTTP on a free port,
// whose address is its first line.
if (args is ["--never"])
{
    await Task.Delay(Timeout.Infinite);
}

if (args is ["--rude", var mode])
{
    Rude.Serve(mode);
    return;
}

if (args is ["--http"])
{
    var builder = WebApplication.CreateSlimBuilder();
    builder.Logging.ClearProviders();
    builder.Services.AddMcpServer(static options => options.Handlers = Handlers()).WithHttpTransport();
    var app = builder.Build();
    app.Urls.Add("http://127.0.0.1:0");
    app.MapMcp();
    await app.StartAsync();
    Console.WriteLine(app.Urls.First());
    Console.In.ReadToEnd();
    return;
}

Console.Error.WriteLine("the secret is " + Environment.GetEnvironmentVariable("TOOL_SECRET"));
await using var transport = new StdioServerTransport("tool-server");
await using var server = McpServer.Create(transport, new McpServerOptions { Handlers = Handlers() });
await server.RunAsync();

static McpServerHandlers Handlers() => new()
{
    ListToolsHandler = static (_, _) => new(new ListToolsResult
    {
        Tools =
        [
            Declare("echo", isReadOnly: true, """{"text":{"type":"string"}}"""),
            Declare("write", isReadOnly: false, """{"text":{"type":"string"}}"""),
            Declare("delete", isReadOnly: false, """{"what":{"type":"string"}}"""),
            Declare("broken", isReadOnly: true, """{"text":5}"""),
            Declare("big", isReadOnly: true, """{"count":{"type":"integer"}}"""),
            Declare("hang", isReadOnly: true, "{}"),
            Declare("die", isReadOnly: true, "{}"),
            Declare("fail", isReadOnly: true, "{}"),
            Declare("reveal", isReadOnly: true, """{"name":{"type":"string"}}"""),
            Declare("time_and_date", isReadOnly: true, "{}"),
            Declare("process", isReadOnly: true, "{}"),
        ],
    }),
    CallToolHandler = static async (request, _) =>
    {
        var call = request.Params!;
        switch (call.Name)
        {
            case "echo" or "write" or "delete":
                return Text(call.Name + ": " + (call.Arguments?.Values.FirstOrDefault().ToString() ?? ""));
            case "big":
                return Text(new string('x', call.Arguments!["count"].GetInt32()));
            case "hang":
                await Task.Delay(Timeout.Infinite, CancellationToken.None);
                return Text("never");
            case "die":
                Environment.Exit(3);
                return Text("never");
            case "fail":
                return new CallToolResult { IsError = true, Content = [new TextContentBlock { Text = "out of paper\n\u202eevil" }] };
            case "reveal":
                return Text(Environment.GetEnvironmentVariable(call.Arguments!["name"].GetString()!) ?? "not set");
            case "process":
                return Text(Environment.ProcessId.ToString(System.Globalization.CultureInfo.InvariantCulture));
            default:
                return Text("theirs");
        }
    },
};

static CallToolResult Text(string text) => new() { Content = [new TextContentBlock { Text = text }] };

static Tool Declare(string name, bool isReadOnly, string properties) => new()
{
    Name = name,
    Description = $"The tool {name}\u0007 of\nthe test.",
    InputSchema = JsonElement.Parse($$"""{"type":"object","properties":{{properties}}}"""),
    Annotations = new ToolAnnotations { ReadOnlyHint = isReadOnly },
};
