using Cortex.Live;
using Microsoft.AspNetCore.Http;

namespace Cortex.Server.Hosting;

/// <summary>
/// Whoever shows more than Live conversations at one address, such as a page that talks to them: keeps the door of all of it, says
/// whose conversation a socket becomes, and serves what is at no Live path. Any thread.
/// </summary>
public interface ILiveHouse
{
    /// <summary>Looks at every request and every upgrade before anybody else does. The server itself asks for no key then.</summary>
    /// <returns>False: it has answered already, and nothing follows.</returns>
    ValueTask<bool> AdmitAsync(HttpContext context);

    /// <summary>Whose conversation a socket at a Live path becomes. Called before the upgrade; may take its time.</summary>
    /// <returns>The engine that is opened when the setup has come; null: it has answered already.</returns>
    ValueTask<ILiveEngine?> SeatAsync(HttpContext context);

    /// <summary>Serves what is at no Live path.</summary>
    Task ServeAsync(HttpContext context);
}
