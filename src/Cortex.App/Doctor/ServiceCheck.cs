using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Cortex.App.Configuration;
using Cortex.App.Models;
using Cortex.App.Talk;
using Cortex.Live;
using Cortex.Live.Connection;
using Cortex.Live.Session;
using Microsoft.Extensions.Logging;

namespace Cortex.App.Doctor;

/// <summary>The way to the service, step by step: key, name, address, list of models, clock, and a connection up to the accepted setup.</summary>
/// <param name="find">The key, or null.</param>
/// <param name="time">The clock.</param>
/// <param name="loggers">For the log.</param>
internal sealed class ServiceCheck(Func<Credential?> find, TimeProvider time, ILoggerFactory loggers) : ICheck
{
    private static readonly TimeSpan ClockDoubt = TimeSpan.FromSeconds(60);

    /// <summary>What is about the far side, and not about this machine.</summary>
    public static IReadOnlySet<string> Subjects { get; } = new HashSet<string> { "key", "name", "address", "models", "model", "connection", "clock", "key and network" };

    public string Name => "Key and network";

    public TimeSpan Limit => TimeSpan.FromSeconds(45);

    public async Task<IReadOnlyList<Finding>> LookAsync(CortexSettings settings, CancellationToken cancellationToken)
    {
        Credential? key;
        List<Finding> findings;
        try
        {
            key = find();
            findings = [Key(key, settings)];
        }
        catch (IOException unusable)
        {
            return [new("key", Health.Broken, unusable.Message)];
        }

        var isWanted = key is not null || settings.Endpoint is not null;
        if (!await ReachAsync(LiveModelList.Service(settings), isWanted ? Health.Broken : Health.Advice, findings, cancellationToken) || !isWanted)
        {
            return findings;
        }

        var standIn = key ?? Credential.From("none", "nobody");
        await ListAsync(settings, standIn, findings, cancellationToken);
        findings.Add(await ConnectAsync(settings, standIn, cancellationToken));
        return findings;
    }

    private static Finding Key(Credential? key, CortexSettings settings) => key is { Warning: { } warning } ? new("key", Health.Advice, warning)
        : key is not null ? new("key", Health.Good, $"from {key.Origin}")
        : settings.Endpoint is not null ? new("key", Health.Good, "none; a server of one's own takes any")
        : new("key", Health.Advice, "none: this device answers by itself, with what it can recognise", "cortex setup, or export GEMINI_API_KEY=…; a key is made at https://aistudio.google.com/apikey");

    private async Task<bool> ReachAsync(Uri service, Health missing, List<Finding> findings, CancellationToken cancellationToken)
    {
        var began = time.GetTimestamp();
        IPAddress[] addresses;
        try
        {
            addresses = await Dns.GetHostAddressesAsync(service.DnsSafeHost, cancellationToken).WaitAsync(TimeSpan.FromSeconds(10), time, cancellationToken);
            findings.Add(new("name", Health.Good, $"{service.Host} has {addresses.Length} {(addresses.Length is 1 ? "address" : "addresses")}, found in {Ms(began)}") { Figures = [("dnsMs", time.GetElapsedTime(began).TotalMilliseconds)] });
        }
        catch (Exception fault) when (fault is SocketException or TimeoutException)
        {
            findings.Add(new("name", missing, $"{service.Host} cannot be found: {fault.Message}", "no network, or its name server does not answer: `ip route`, `cat /etc/resolv.conf`"));
            return false;
        }

        var isReached = false;
        foreach (var family in addresses.GroupBy(static address => address.AddressFamily).Select(static group => group.First()))
        {
            isReached |= await ConnectAsync(family, service.Port, findings, cancellationToken);
        }

        if (!isReached)
        {
            findings.Add(new("address", missing, $"none of the addresses of {service.Host} takes a connection on port {service.Port}", "a firewall, or no way out: `ip route`"));
        }

        return isReached;
    }

    private async Task<bool> ConnectAsync(IPAddress address, int port, List<Finding> findings, CancellationToken cancellationToken)
    {
        var (began, kind) = (time.GetTimestamp(), address.AddressFamily is AddressFamily.InterNetworkV6 ? "IPv6" : "IPv4");
        using var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await socket.ConnectAsync(address, port, cancellationToken).AsTask().WaitAsync(TimeSpan.FromSeconds(5), time, cancellationToken);
            findings.Add(new("address", Health.Good, $"{kind} connects in {Ms(began)}") { Figures = [($"tcp{kind}Ms", time.GetElapsedTime(began).TotalMilliseconds)] });
            return true;
        }
        catch (Exception fault) when (fault is SocketException or TimeoutException)
        {
            findings.Add(new("address", Health.Advice, $"{kind} does not connect: {fault.Message}"));
            return false;
        }
    }

    private async Task ListAsync(CortexSettings settings, Credential key, List<Finding> findings, CancellationToken cancellationToken)
    {
        var began = time.GetTimestamp();
        try
        {
            var answer = await LiveModelList.AskAsync(settings, key, cancellationToken);
            var took = time.GetElapsedTime(began);
            var ids = answer.Models.Select(static model => model.Id).ToArray();
            findings.Add(new("models", ids.Length > 0 ? Health.Good : Health.Broken, $"{ids.Length} live {(ids.Length is 1 ? "model" : "models")} for this key ({string.Join(", ", ids)}), in {Ms(began)}") { Figures = [("modelsMs", took.TotalMilliseconds)] });
            if (!ids.Contains(settings.Model) && ids.Length > 0)
            {
                findings.Add(new("model", Health.Broken, $"{settings.Model} is not among them", $"set live.model to one of them, such as {ids[0]}"));
            }

            if (answer.At is { } theirs)
            {
                findings.Add(Clock(theirs - time.GetUtcNow()));
            }
        }
        catch (IOException fault)
        {
            findings.Add(new("models", Health.Broken, fault.Message, "is the key right, and allowed for the Gemini API?"));
        }
    }

    private static Finding Clock(TimeSpan off) => off.Duration() < ClockDoubt
        ? new("clock", Health.Good, string.Create(CultureInfo.InvariantCulture, $"within {off.Duration().TotalSeconds + 1:0} s of the service's")) { Figures = [("clockOffSeconds", off.TotalSeconds)] }
        : new("clock", Health.Broken, string.Create(CultureInfo.InvariantCulture, $"is {off.Duration().TotalSeconds:0} s {(off > TimeSpan.Zero ? "behind" : "ahead of")} the service's: certificates and tokens are refused"), "sudo timedatectl set-ntp true") { Figures = [("clockOffSeconds", off.TotalSeconds)] };

    private async Task<Finding> ConnectAsync(CortexSettings settings, Credential key, CancellationToken cancellationToken)
    {
        var live = new LiveOptions { ApiVersion = settings.ApiVersion, Credentials = new FixedCredentials(key), Policy = new SessionPolicy { Backoff = [TimeSpan.FromSeconds(1)] } };
        var engine = new LiveEngine(settings.Endpoint is { } endpoint ? live with { Endpoint = endpoint } : live, time, loggers);
        var began = time.GetTimestamp();
        await using var conversation = engine.Open(SetupChoice.Make(settings, []), ConversationHistory.Empty);
        await foreach (var happened in conversation.ReceiveAsync(cancellationToken))
        {
            switch (happened.Notice)
            {
                case StateChanged { To: ConversationState.Ready }:
                    return new("connection", Health.Good, $"{settings.Model} took the setup, {Ms(began)} after the dialling") { Figures = [("setupMs", time.GetElapsedTime(began).TotalMilliseconds)] };
                case Closed { Reason: var reason }:
                    return new("connection", Health.Broken, CloseAdvice.For(reason, settings.Model, LiveModelList.Service(settings).Host));
            }
        }

        return new("connection", Health.Broken, "ended without a word");
    }

    private string Ms(long began) => string.Create(CultureInfo.InvariantCulture, $"{time.GetElapsedTime(began).TotalMilliseconds:0} ms");
}
