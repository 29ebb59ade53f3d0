using Cortex.Live.Protocol;

namespace Cortex.Engines.Http;

/// <summary>
/// What the model said when it asked for tools, with its opaque signatures: it wants its own words back beside the tools' answers,
/// and a question does not carry them. Bounded; the oldest go. Thread-safe.
/// </summary>
internal sealed class CallRounds
{
    private const int Most = 256;
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Content> _rounds = [];
    private readonly Queue<string> _ages = [];
    private long _number;

    /// <summary>Keeps a round and gives its calls the ids they go by.</summary>
    /// <param name="pieces">All the model said in this round.</param>
    public IReadOnlyList<FunctionCall> Keep(IReadOnlyList<GenerateReply.Piece> pieces)
    {
        List<FunctionCall> calls = [];
        List<Part> parts = [];
        foreach (var piece in pieces)
        {
            var call = piece.FunctionCall is { Name: { Length: > 0 } name } asked
                ? new FunctionCall { Id = asked.Id is { Length: > 0 } id ? id : $"http-{Interlocked.Increment(ref _number)}", Name = name, Args = asked.Args }
                : null;
            if (call is not null)
            {
                calls.Add(call);
            }

            parts.Add(new Part
            {
                Text = piece.Text,
                Thought = piece.Thought,
                ThoughtSignature = piece.ThoughtSignature,
                FunctionCall = call is null ? null : new FunctionCall { Name = call.Name, Args = call.Args },
            });
        }

        var content = new Content { Role = "model", Parts = parts };
        lock (_lock)
        {
            foreach (var call in calls)
            {
                _rounds[call.Id!] = content;
                _ages.Enqueue(call.Id!);
            }

            while (_ages.Count > Most)
            {
                _rounds.Remove(_ages.Dequeue());
            }
        }

        return calls;
    }

    /// <summary>The exchanges as contents, round by round: what the model said, then all answers to it.</summary>
    public static IEnumerable<Content> Contents(IReadOnlyList<ToolRound> rounds) => rounds.SelectMany(static round => new[]
    {
        round.Asked,
        new Content
        {
            Role = "user",
            Parts = [.. round.Answers.Select(static answer => new Part { FunctionResponse = new FunctionResponse { Name = answer.Name, Response = answer.Response } })],
        },
    });

    /// <summary>Groups exchanges by the round they were asked in; a call of before a restart is a round of its own.</summary>
    public IReadOnlyList<ToolRound> Group(IReadOnlyList<Turns.ToolExchange> exchanges)
    {
        List<ToolRound> rounds = [];
        lock (_lock)
        {
            foreach (var (call, response) in exchanges)
            {
                var asked = call.Id is { } id && _rounds.TryGetValue(id, out var known)
                    ? known
                    : new Content { Role = "model", Parts = [new Part { FunctionCall = new FunctionCall { Name = call.Name, Args = call.Args } }] };
                if (rounds.Count > 0 && ReferenceEquals(rounds[^1].Asked, asked))
                {
                    rounds[^1] = rounds[^1] with { Answers = [.. rounds[^1].Answers, response] };
                }
                else
                {
                    rounds.Add(new ToolRound(asked, [response]));
                }
            }
        }

        return rounds;
    }
}
