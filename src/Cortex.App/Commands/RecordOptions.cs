using System.CommandLine;
using Cortex.App.Configuration;

namespace Cortex.App.Commands;

/// <summary>The options that say what goes into a recording.</summary>
internal sealed class RecordOptions
{
    private readonly Option<bool> _audio = new("--record-audio") { Description = "Put sound into the recording too: what was said, by everybody" };
    private readonly Option<bool> _pictures = new("--record-pictures") { Description = "Put the pictures that were sent into the recording too" };

    public RecordOptions(Command command)
    {
        command.Add(_audio);
        command.Add(_pictures);
    }

    /// <summary>The settings with what was asked for.</summary>
    /// <param name="parsed">What was given.</param>
    /// <param name="settings">What else was said.</param>
    /// <param name="file">Where the recording goes; null: there is none.</param>
    /// <exception cref="CommandFailure">There is nothing to put it into.</exception>
    public CortexSettings Apply(ParseResult parsed, CortexSettings settings, string? file)
    {
        var (audio, pictures) = (parsed.GetValue(_audio), parsed.GetValue(_pictures));
        if ((audio || pictures) && file is null)
        {
            throw new CommandFailure(ExitCode.Usage, $"{(audio ? _audio : _pictures).Name}: there is no recording to put that into; give --record FILE too");
        }

        var options = settings.Record.Options;
        options = options with { IncludesAudio = options.IncludesAudio || audio, IncludesPictures = options.IncludesPictures || pictures };
        return settings with { Record = settings.Record with { Options = options } };
    }
}
