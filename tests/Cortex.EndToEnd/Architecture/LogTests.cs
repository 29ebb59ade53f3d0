using System.Globalization;
using System.Text.RegularExpressions;

namespace Cortex.EndToEnd.Architecture;

/// <summary>Log messages have numbers of their own, in the range of their project.</summary>
public sealed partial class LogTests
{
    static readonly Dictionary<string, int> Ranges = new()
    {
        ["Cortex.Live"] = 1000, ["Cortex.Media"] = 2000, ["Cortex.Engines"] = 3000,
        ["Cortex.Server"] = 4000, ["Cortex.Assistant"] = 5000, ["Cortex.App"] = 6000,
    };

    [Fact]
    public void Every_log_message_has_a_number_of_its_own_in_its_projects_range()
    {
        List<string> wrong = [];
        Dictionary<int, string> taken = [];
        foreach (var file in Repository.Sources("src/"))
            foreach (Match message in Message().Matches(Repository.Read(file)))
            {
                var first = Ranges[file.Split('/')[1]];
                var number = EventNumber().Match(message.Value) is { Success: true } found ? int.Parse(found.Groups[1].Value, CultureInfo.InvariantCulture) : 0;
                if (number < first || number >= first + 1000)
                    wrong.Add($"{file}: {number} is outside {first}–{first + 999}");
                else if (!taken.TryAdd(number, file))
                    wrong.Add($"{file}: {number} is taken by {taken[number]}");
            }
        Expect.None(wrong);
    }

    [GeneratedRegex(@"\[LoggerMessage\([^\]]*\]")]
    private static partial Regex Message();

    [GeneratedRegex(@"\(\s*(\d+)|EventId = (?<1>\d+)")]
    private static partial Regex EventNumber();
}
