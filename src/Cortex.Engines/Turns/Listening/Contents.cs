using Cortex.Live;
using Cortex.Live.Protocol;

namespace Cortex.Engines.Turns;

/// <summary>
/// <c>clientContent</c> (reference 2.2): turns go to the history; what the user said after the model's last word waits, with its
/// pictures and sound, to become the question.
/// </summary>
internal sealed class Contents(Context context, TimeSpan longest, bool startsWithHistory, Func<string, bool> warn)
{
    private bool _isHistory = startsWithHistory;

    /// <summary>What waits.</summary>
    public Draft Draft { get; } = new();

    /// <summary>Takes the turns in.</summary>
    /// <returns>True where the question is complete.</returns>
    public bool Read(ClientContent content, long timestamp)
    {
        foreach (var turn in content.Turns)
        {
            if (turn.Role == "model")
            {
                ReadModel(turn);
            }
            else
            {
                ReadUser(turn, timestamp);
            }
        }

        if (!_isHistory)
        {
            return content.TurnComplete;
        }

        if (content.TurnComplete)
        {
            _isHistory = false;
            Seed();
        }

        return false;
    }

    private void ReadModel(Content turn)
    {
        Seed();
        var text = string.Concat(turn.Parts.Where(static part => part.Thought is not true).Select(Words));
        context.Add(HistoryRole.Model, text, TokenCounts.OfText(text));
    }

    /// <summary>What the user said was answered already, or is history: it counts as a turn.</summary>
    private void Seed()
    {
        if (!Draft.IsEmpty)
        {
            context.AddSilent(Draft);
            context.UserTurns++;
        }
    }

    private void ReadUser(Content turn, long timestamp)
    {
        Draft.Add(string.Concat(turn.Parts.Select(Words)));
        foreach (var part in turn.Parts)
        {
            if (part.InlineData is { } media)
            {
                ReadMedia(media, timestamp);
            }
            else if (part.FileData is not null)
            {
                warn("Files by address are not read here; send the bytes as inlineData.");
            }
        }
    }

    private void ReadMedia(MediaBytes media, long timestamp)
    {
        var fault = media.MimeType.StartsWith("audio/", StringComparison.OrdinalIgnoreCase)
            ? new PcmInput().Read(media, samples => Draft.Spoken(longest).Append(samples), out _)
            : Sight.TryCopy(media, timestamp, out var frame) ?? Keep(frame!);
        if (fault is not null)
        {
            warn(fault);
        }
    }

    private string? Keep(Media.Frames.Frame frame)
    {
        Draft.Picture = frame;
        return null;
    }

    private static string Words(Part part) =>
        part.Text
        ?? (part.FunctionCall is { } call ? $"[called {call.Name}({call.Args?.GetRawText()})]"
            : part.FunctionResponse is { } response ? $"[{response.Name} answered {response.Response?.GetRawText()}]"
            : "");
}
