using Cortex.App.Configuration;
using Cortex.Assistant.Battery;
using Cortex.Engines.Tools;
using Cortex.Live;
using Cortex.Live.Protocol;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;

namespace Cortex.App.Tools;

/// <summary>What the model may use, put together: one set for every conversation. Owns the servers.</summary>
internal sealed class ToolRoom : IAsyncDisposable
{
    private readonly IReadOnlyList<McpServer> _servers;
    private readonly Toolset _set;
    private readonly TimeSpan _limit;
    private readonly TimeProvider _time;
    private readonly ILoggerFactory _loggers;

    private ToolRoom(IReadOnlyList<McpServer> servers, Toolset set, TimeSpan limit, TimeProvider time, ILoggerFactory loggers) =>
        (_servers, _set, _limit, _time, _loggers) = (servers, set, limit, time, loggers);

    /// <summary>What a conversation that begins now is told of.</summary>
    public IReadOnlyList<FunctionDeclaration> Declarations => _set.Declarations;

    /// <summary>Who answers.</summary>
    public IToolAnswers Answers => _set;

    /// <summary>Opens it; the servers start beside everything else, and nobody waits for them.</summary>
    /// <param name="settings">The settings.</param>
    /// <param name="controls">What is turned for the wearer; null: nothing can be.</param>
    /// <param name="battery">This device's battery.</param>
    /// <param name="reserved">Names that others answer to.</param>
    /// <param name="time">The clock.</param>
    /// <param name="loggers">For the log.</param>
    public static ToolRoom Open(
        CortexSettings settings, IWearerControls? controls, IBattery battery, IEnumerable<FunctionDeclaration> reserved, TimeProvider time, ILoggerFactory loggers)
    {
        string[] taken = [.. reserved.Select(static function => function.Name)];
        var own = settings.Tools.IsEnabled ? Own(settings, controls, battery, time).Where(function => !taken.Contains(function.Name)) : [];
        McpServer[] servers = [.. settings.Tools.Servers.Select(options => new McpServer(options, time, loggers))];
        var options = new ToolsetOptions { Permissions = settings.Tools.Permissions, Reserved = taken };
        return new ToolRoom(servers, new Toolset([.. own], servers, options, time, loggers), settings.Tools.Limit, time, loggers);
    }

    /// <summary>An engine that answers these tools itself, for a holder that cannot: a browser, any Live client.</summary>
    /// <param name="engine">What is spoken to.</param>
    /// <param name="others">Tools that this machine answers beside these, such as what is around.</param>
    /// <param name="answers">Who answers all of them.</param>
    public ILiveEngine Around(ILiveEngine engine, IReadOnlyList<FunctionDeclaration> others, IToolAnswers answers) =>
        new ToolEngine(engine, () => [.. others, .. Declarations], answers, _limit, _time, _loggers);

    public async ValueTask DisposeAsync() => await Task.WhenAll(_servers.Select(static server => server.DisposeAsync().AsTask()));

    private static IEnumerable<AIFunction> Own(CortexSettings settings, IWearerControls? controls, IBattery battery, TimeProvider time) =>
    [
        ClockTool.Create(settings.Language, time),
        BatteryTool.Create(() => battery.Read() is { } state ? new BatteryCharge(state.Percent, state.IsCharging) : null),
        .. controls is null ? [] : ControlTools.Create(controls),
        .. settings.Tools.NotesFile is { } notes ? NoteTools.Create(new NoteBook(notes, time)) : [],
    ];
}
