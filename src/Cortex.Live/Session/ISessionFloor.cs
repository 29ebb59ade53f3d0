using Cortex.Live.Protocol;

namespace Cortex.Live.Session;

/// <summary>What the parts of a session's shell need of one another.</summary>
internal interface ISessionFloor
{
    /// <summary>Guards the state and everything the core decides; nothing under it waits.</summary>
    Lock Gate { get; }

    /// <summary>All that is known. Under <see cref="Gate"/>.</summary>
    SessionState State { get; }

    /// <summary>What passes to the reader. Under <see cref="Gate"/>.</summary>
    EventDesk Desk { get; }

    /// <summary>From the next connection on this is the setup; it is made at the next quiet moment.</summary>
    void Renew(Setup setup);

    /// <summary>Something happened.</summary>
    void Step(in SessionInput input);

    /// <summary>Says something to the log and the reader.</summary>
    void Warn(string text);
}
