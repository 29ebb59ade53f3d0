using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace Cortex.App.Commands;

/// <summary>Options that check their values as they are read: a wrong one is a line that names the option and what is allowed.</summary>
internal static class CheckedOption
{
    /// <summary>A whole number within bounds, the same in every locale.</summary>
    public static Option<int> Whole(string name, string description, string helpName, int usual, int least, int most) => new(name)
    {
        Description = description,
        HelpName = helpName,
        DefaultValueFactory = _ => usual,
        CustomParser = result =>
        {
            if (int.TryParse(Only(result), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most)
            {
                return number;
            }

            result.AddError($"{name}: \"{Only(result)}\" is not a number from {least} to {most}");
            return usual;
        },
    };

    /// <summary>Seconds above 0 and up to a limit, with a point in every locale.</summary>
    public static Option<double> Seconds(string name, string description, double usual, double most) => new(name)
    {
        Description = description,
        HelpName = "SECONDS",
        DefaultValueFactory = _ => usual,
        CustomParser = result =>
        {
            if (double.TryParse(Only(result), NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds) && seconds > 0 && seconds <= most)
            {
                return seconds;
            }

            result.AddError(string.Create(CultureInfo.InvariantCulture, $"{name}: \"{Only(result)}\" is not a number of seconds above 0 and up to {most}"));
            return usual;
        },
    };

    /// <summary>A number within bounds, with a point in every locale.</summary>
    public static Option<double> Number(string name, string description, string helpName, double usual, double least, double most) => new(name)
    {
        Description = description,
        HelpName = helpName,
        DefaultValueFactory = _ => usual,
        CustomParser = result =>
        {
            if (double.TryParse(Only(result), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most)
            {
                return number;
            }

            result.AddError(string.Create(CultureInfo.InvariantCulture, $"{name}: \"{Only(result)}\" is not a number from {least} to {most}"));
            return usual;
        },
    };

    /// <summary>Words, a path: anything but nothing.</summary>
    public static Option NotEmpty(this Option option, string what)
    {
        option.Validators.Add(result =>
        {
            if (result.Tokens.Any(static token => string.IsNullOrWhiteSpace(token.Value)))
            {
                result.AddError($"{option.Name}: is empty; give {what}");
            }
        });
        return option;
    }

    /// <summary>One of a few words.</summary>
    public static Option OneOf(this Option option, params string[] words)
    {
        option.CompletionSources.Add(words);
        option.Validators.Add(result =>
        {
            foreach (var token in result.Tokens.Where(token => !words.Contains(token.Value)))
            {
                result.AddError($"{option.Name}: \"{token.Value}\" is not one of {string.Join(", ", words)}");
            }
        });
        return option;
    }

    private static string Only(ArgumentResult result) => result.Tokens is [var token] ? token.Value : "";
}
