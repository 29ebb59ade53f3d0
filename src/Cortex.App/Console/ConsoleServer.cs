using System.Net;
using System.Security.Cryptography.X509Certificates;
using Cortex.App.Configuration;
using Cortex.Live;
using Cortex.Server.Hosting;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Logging;

namespace Cortex.App.WebConsole;

/// <summary>Starts the console's server, at the next free port where the wanted one is taken, and with limits that fit one household.</summary>
internal static class ConsoleServer
{
    /// <summary>Ports that are tried.</summary>
    public const int Tries = 20;

    private static readonly TimeSpan Long = TimeSpan.FromDays(1);

    /// <summary>How the Live endpoint behaves. No limit of the real service is played here: what answers has its own.</summary>
    public static LiveServerOptions Options(IPEndPoint listen, X509Certificate2? certificate) => new()
    {
        Address = listen.Address,
        Port = listen.Port,
        Certificate = certificate,
        ConnectionLifetime = Long,
        AudioSessionLimit = Long,
        VideoSessionLimit = Long,
        MaxMessageBytes = 4 * 1024 * 1024,
        MaxBufferedBytes = 32 * 1024 * 1024,
        MaxConnections = 64,
        MaxConnectionsPerAddress = 24,
        MaxConversations = 8,
        MaxSnapshots = 200,
        MaxSnapshotBytes = 8 * 1024 * 1024,
        MaxRequestBytes = 64 * 1024,
        RequestHeadTimeout = TimeSpan.FromSeconds(5),
        IdleTimeout = TimeSpan.FromSeconds(10),
        SetupTimeout = TimeSpan.FromSeconds(10),
    };

    /// <summary>Starts it.</summary>
    /// <param name="settings">Where.</param>
    /// <param name="certificate">For https; null: http.</param>
    /// <param name="engine">For the log.</param>
    /// <param name="house">What is there.</param>
    /// <param name="warn">Told in a sentence where the wanted port is taken.</param>
    /// <param name="time">The clock.</param>
    /// <param name="loggers">For the server's log.</param>
    /// <param name="cancellationToken">Ends the start.</param>
    /// <exception cref="IOException">No port is free, or the address is not this machine's.</exception>
    public static async Task<LiveServer> StartAsync(
        ConsoleSettings settings, X509Certificate2? certificate, ILiveEngine engine, ILiveHouse house, Action<string> warn, TimeProvider time, ILoggerFactory loggers, CancellationToken cancellationToken)
    {
        var wanted = settings.Listen;
        for (var more = 0; ; more++)
        {
            var listen = new IPEndPoint(wanted.Address, wanted.Port is 0 ? 0 : wanted.Port + more);
            try
            {
                var server = await LiveServer.StartAsync(Options(listen, certificate), engine, house, time, loggers, cancellationToken);
                if (more > 0)
                {
                    warn($"port {wanted.Port} is taken by another program, so the console is at port {listen.Port}");
                }

                return server;
            }
            catch (IOException taken) when (taken.InnerException?.InnerException is AddressInUseException || taken.InnerException is AddressInUseException)
            {
                if (more + 1 >= Tries || listen.Port >= IPEndPoint.MaxPort)
                {
                    throw new IOException($"the console finds no free port from {wanted.Port} to {listen.Port} on {wanted.Address}: choose another with --listen, or leave it out with --console off", taken);
                }
            }
        }
    }
}
