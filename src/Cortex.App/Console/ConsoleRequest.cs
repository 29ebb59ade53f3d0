using Cortex.App.Configuration;
using Cortex.App.State;
using Cortex.App.Tools;
using Cortex.App.WebConsole.Holding;
using Cortex.Assistant.Commands;
using Cortex.Assistant.Pump;
using Cortex.Live;
using Cortex.Live.Protocol;
using Cortex.Media.Detection;
using Microsoft.Extensions.Logging;

namespace Cortex.App.WebConsole;

/// <summary>What the console is made of.</summary>
internal sealed record ConsoleRequest
{
    public required CortexSettings Settings { get; init; }

    /// <summary>What answers.</summary>
    public required ILiveEngine Engine { get; init; }

    /// <summary>Who is asked, the best first.</summary>
    public required IReadOnlyList<string> Rungs { get; init; }

    /// <summary>What the conversation has cost; null: nobody said what tokens cost.</summary>
    public Func<decimal?> Cost { get; init; } = static () => null;

    /// <summary>Gives an order to whoever listens for orders; false: nobody does now.</summary>
    public Func<WearerCommand, bool> Orders { get; init; } = static _ => false;

    /// <summary>Sets how much is said, by its name; false: there is no such measure.</summary>
    public Func<string, bool> Verbosity { get; init; } = static _ => false;

    /// <summary>How much is said now, by its name; null: nobody knows.</summary>
    public Func<string?> VerbosityNow { get; init; } = static () => null;

    /// <summary>Says a sentence with this device's voice, in the conversation that is open.</summary>
    public Action<string> Speaks { get; init; } = static _ => { };

    /// <summary>What the model may use where a page or a client holds the conversation; null: nothing.</summary>
    public ToolRoom? Tools { get; init; }

    /// <summary>Looks at a picture; null: nobody can.</summary>
    public ISceneSource? Scenes { get; init; }

    /// <summary>What is known of the camera of this machine.</summary>
    public Func<Scene?> Seen { get; init; } = static () => null;

    /// <summary>Keeps what was said over a restart; null: what answers does that itself, or nobody shall.</summary>
    public SessionFile? Kept { get; init; }

    /// <summary>What a page's setup leaves out.</summary>
    public required Setup Setup { get; init; }

    /// <summary>The devices of this machine; null: there are none.</summary>
    public required INativeSwitches? Native { get; init; }

    /// <summary>Watch the conversations of pages and clients, beside what pages see.</summary>
    public IReadOnlyList<IPumpObserver> Observers { get; init; } = [];

    /// <summary>Told in a sentence what its owner should know.</summary>
    public required Action<string> Say { get; init; }

    /// <summary>A new token is said; false where what is said is kept for others to read, as in a journal.</summary>
    public bool SaysToken { get; init; } = true;

    public required TimeProvider Time { get; init; }

    public required ILoggerFactory Loggers { get; init; }
}
