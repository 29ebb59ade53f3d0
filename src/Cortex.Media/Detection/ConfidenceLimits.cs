using System.Collections.Frozen;
using System.Globalization;

namespace Cortex.Media.Detection;

/// <summary>How sure a model must be of a thing, for all classes and for some by name.</summary>
/// <param name="Overall">0 to 1, for every class that is not named.</param>
public sealed record ConfidenceLimits(double Overall = ConfidenceLimits.Usual)
{
    /// <summary>What holds where nobody says otherwise.</summary>
    public const double Usual = 0.4;

    /// <summary>Limits of single classes.</summary>
    public IReadOnlyDictionary<string, double> ByLabel { get; init; } = FrozenDictionary<string, double>.Empty;

    /// <summary>The limit of a class.</summary>
    public double Of(string label) => ByLabel.TryGetValue(label, out var limit) ? limit : Overall;

    /// <summary>Reads limits as people write them: <c>0.4</c>, or <c>0.4, person 0.3, fire hydrant 0.6</c>.</summary>
    /// <returns>Null: they are none, or a class is there twice.</returns>
    public static ConfidenceLimits? Parse(string text)
    {
        var overall = Usual;
        var byLabel = new Dictionary<string, double>(StringComparer.OrdinalIgnoreCase);
        foreach (var (part, index) in text.Split(',', StringSplitOptions.TrimEntries).Select(static (part, index) => (part, index)))
        {
            var space = part.LastIndexOf(' ');
            if (!double.TryParse(part[(space + 1)..], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var limit) || limit is not (> 0 and <= 1))
            {
                return null;
            }

            if (space > 0)
            {
                var label = part[..space].TrimEnd();
                if (HasLimit(label) || !byLabel.TryAdd(label, limit))
                {
                    return null;
                }
            }
            else if (index is 0)
            {
                overall = limit;
            }
            else
            {
                return null;
            }
        }

        return byLabel.Count is 0 ? new ConfidenceLimits(overall) : new ConfidenceLimits(overall) { ByLabel = byLabel.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase) };
    }

    // A comma is missing there. A whole number may be a class: there are models that read digits.
    private static bool HasLimit(string label) =>
        label.Split(' ').Any(static word => word.Contains('.', StringComparison.Ordinal) && double.TryParse(word, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out _));
}
