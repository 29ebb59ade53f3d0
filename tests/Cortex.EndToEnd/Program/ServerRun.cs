namespace Cortex.EndToEnd.Program;

/// <summary><c>cortex serve</c> on a free port.</summary>
internal sealed class ServerRun : IDisposable
{
    private ServerRun(RunningProgram program, string address)
    {
        Program = program;
        Address = address;
    }

    public RunningProgram Program { get; }

    public string Address { get; }

    public static async Task<ServerRun> StartAsync(params string[] arguments)
    {
        var program = CortexProgram.Start(new Dictionary<string, string>(), ["serve", "--port", "0", .. arguments]);
        var line = await program.ReadLineAsync();
        Assert.StartsWith("ready ", line);
        return new ServerRun(program, line["ready ".Length..]);
    }

    public void Dispose() => Program.Dispose();
}
