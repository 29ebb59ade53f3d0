using System.Text;
using Cortex.App.Commands;
using Cortex.App.Terminal;

namespace Cortex.App.FirstSetup;

/// <summary>Asks in the terminal, and reads what is answered there or comes from a pipe.</summary>
/// <param name="input">Where answers come from.</param>
/// <param name="output">Where questions go.</param>
/// <param name="isTerminal">A secret is not shown while it is typed.</param>
/// <param name="interruption">Ends the wait.</param>
internal sealed class Answers(TextReader input, TextWriter output, bool isTerminal, CancellationToken interruption)
{
    private const int MostTries = 5;
    private const int MostCharacters = 4096;

    /// <summary>Says something.</summary>
    public void Say(string words) => output.WriteLine(PlainWords.Of(words));

    /// <summary>Asks until the answer fits.</summary>
    /// <param name="question">The question.</param>
    /// <param name="usual">What nothing means.</param>
    /// <param name="fault">What is wrong with an answer; null: nothing.</param>
    public async Task<string> AskAsync(string question, string usual, Func<string, string?> fault)
    {
        for (var tries = 0; tries < MostTries; tries++)
        {
            output.Write($"{PlainWords.Of(question)} [{PlainWords.Of(usual)}] ");
            var answer = (await LineAsync(hidden: false)).Trim() is { Length: > 0 } some ? some : usual;
            if (fault(answer) is not { } wrong)
            {
                return answer;
            }

            Say("  " + wrong);
        }

        throw new CommandFailure(ExitCode.Usage, "too many answers that do not fit; nothing was written");
    }

    /// <summary>Yes or no.</summary>
    public async Task<bool> YesAsync(string question, bool usual) =>
        (await AskAsync(question, usual ? "yes" : "no", static answer => answer.ToLowerInvariant() is "y" or "yes" or "n" or "no" ? null : "yes or no?")).ToLowerInvariant() is "y" or "yes";

    /// <summary>A secret, or nothing.</summary>
    public async Task<string> SecretAsync(string question)
    {
        output.Write(question.Length > 0 ? PlainWords.Of(question) + " " : "");
        var secret = (await LineAsync(hidden: isTerminal)).Trim();
        if (isTerminal)
        {
            output.WriteLine();
        }

        return secret;
    }

    // Reading cannot be called off: it is done aside, and left there.
    private async Task<string> LineAsync(bool hidden)
    {
        await output.FlushAsync(interruption);
        var reading = Task.Run(() => hidden ? Hidden() : input.ReadLine(), CancellationToken.None);
        var line = await reading.WaitAsync(interruption) ?? throw new CommandFailure(ExitCode.Usage, "the answers ended before the questions; nothing was written. With options it needs none: cortex setup --help");
        return line.Length <= MostCharacters ? line : throw new CommandFailure(ExitCode.Usage, "an answer is far too long; nothing was written");
    }

    private static string? Hidden()
    {
        var typed = new StringBuilder();
        while (true)
        {
            var key = Console.ReadKey(intercept: true);
            switch (key.Key)
            {
                case ConsoleKey.Enter:
                    return typed.ToString();
                case ConsoleKey.Backspace when typed.Length > 0:
                    typed.Length--;
                    break;
                default:
                    if (key.KeyChar >= ' ' && typed.Length <= MostCharacters)
                    {
                        typed.Append(key.KeyChar);
                    }

                    break;
            }
        }
    }
}
