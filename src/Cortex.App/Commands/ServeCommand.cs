using System.CommandLine;
using Cortex.App.Serve;

namespace Cortex.App.Commands;

/// <summary><c>cortex serve</c>: the Live server alone, for any Live client.</summary>
internal static class ServeCommand
{
    private static readonly string[] Examples =
    [
        "cortex serve --port 9090",
        "cortex serve --port 9090 --engine scenario --scenario tour",
        "CORTEX_SERVE_KEYS=a-long-secret cortex serve --listen 0.0.0.0 --certificate house.pfx",
        "cortex serve --port 9090 --faults goaway-every-minute",
        "cortex talk --endpoint ws://127.0.0.1:9090 --mic question.wav --speaker answer.wav",
    ];

    public static (Command Command, string[] Examples) Create(CancellationToken interruption)
    {
        var command = new Command("serve", "The Live server alone, for any Live client; needs no key.");
        var port = CheckedOption.Whole("--port", "TCP port; 0 takes a free one", "PORT", usual: 9090, least: 0, most: 65535);
        var listen = new Option<string?>("--listen") { Description = "The address to listen on (default 127.0.0.1); another than this machine's own needs keys in CORTEX_SERVE_KEYS", HelpName = "ADDRESS" };
        listen.NotEmpty("an address such as 0.0.0.0");
        var engine = new Option<string?>("--engine") { Description = "What answers: offline (default), or scenario", HelpName = "ENGINE" };
        engine.OneOf("offline", "scenario");
        var scenario = new Option<string?>("--scenario") { Description = "The script: a file, or a built-in name such as tour; implies --engine scenario", HelpName = "FILE" };
        var faults = new Option<string?>("--faults") { Description = "What shall go wrong, and when: a file, or a built-in name such as nightmare", HelpName = "FILE" };
        var origins = new Option<string[]>("--origin") { Description = "A browser origin that may connect, such as http://localhost:3000; repeatable", HelpName = "ORIGIN" };
        var certificate = new Option<string?>("--certificate") { Description = "PEM or PFX file with certificate and private key, for clients that insist on wss", HelpName = "FILE" };
        scenario.NotEmpty("a file, or a built-in name such as tour");
        faults.NotEmpty("a file, or a built-in name such as nightmare");
        certificate.NotEmpty("a path");
        origins.NotEmpty("an origin such as http://localhost:3000");
        foreach (var option in new Option[] { port, listen, engine, scenario, faults, origins, certificate })
        {
            command.Add(option);
        }

        var common = new CommonOptions(command);
        common.AddSetting(command, "--record", "record.file", "FILE", "Write each conversation with its times to a file of its own, packed where the name ends in .gz; no sound, no pictures; what is there stays").NotEmpty("a path");
        var media = new RecordOptions(command);
        command.SetAction(parsed => new ServeRun(
            new ServeOptions
            {
                Port = parsed.GetValue(port),
                Address = ListenAddress.Parse(parsed.GetValue(listen)),
                Keys = ListenAddress.KeysFor(parsed.GetValue(listen)),
                Scenario = (parsed.GetValue(engine), parsed.GetValue(scenario)) switch
                {
                    ("scenario", null) => throw new CommandFailure(ExitCode.Usage, "--engine scenario needs --scenario: a file, or a built-in name such as tour"),
                    ("offline", not null) => throw new CommandFailure(ExitCode.Usage, "--engine offline plays no script: leave --scenario out, or --engine"),
                    (_, var script) => script,
                },
                Faults = parsed.GetValue(faults),
                Origins = parsed.GetValue(origins) ?? [],
                Certificate = parsed.GetValue(certificate),
                Settings = common.Read(parsed) is var settings ? media.Apply(parsed, settings, settings.Record.File) : settings,
            },
            parsed.InvocationConfiguration.Output,
            parsed.InvocationConfiguration.Error).RunAsync(interruption));
        return (command, Examples);
    }
}
