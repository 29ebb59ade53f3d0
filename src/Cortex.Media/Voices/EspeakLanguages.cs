using System.Collections.Frozen;

namespace Cortex.Media.Voices;

/// <summary>The languages the program knows, and the best of them for a BCP-47 name. Only a name from its own list reaches it.</summary>
internal sealed class EspeakLanguages
{
    private const string Fallback = "en-gb";
    private readonly FrozenSet<string> _known;

    private EspeakLanguages(IEnumerable<string> known) => _known = known.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    public int Count => _known.Count;

    /// <summary>Reads the table of <c>espeak-ng --voices</c>: the language is its second column.</summary>
    public static EspeakLanguages Parse(string table) => new(
        from line in table.Split('\n').Skip(1)
        let columns = line.Split(' ', StringSplitOptions.RemoveEmptyEntries)
        where columns.Length >= 4
        select columns[1]);

    /// <summary>The exact language, else the same without its last parts, else a sister of it, else English.</summary>
    public string Find(string language)
    {
        for (var name = language.Replace('_', '-').ToLowerInvariant(); name.Length > 0; name = Parent(name))
        {
            var wanted = name switch { "zh" => "cmn", "yue" or "zh-hk" => "yue", "no" => "nb", "en" => Fallback, "iw" => "he", _ => name };
            if (_known.TryGetValue(wanted, out var exact))
            {
                return exact;
            }

            var sister = _known.Where(k => k.StartsWith(wanted + "-", StringComparison.OrdinalIgnoreCase)).Order(StringComparer.Ordinal).FirstOrDefault();
            if (sister is not null)
            {
                return sister;
            }
        }

        return _known.TryGetValue(Fallback, out var fallback) ? fallback : _known.Order(StringComparer.Ordinal).FirstOrDefault() ?? Fallback;
    }

    private static string Parent(string name) => name.LastIndexOf('-') is > 0 and var dash ? name[..dash] : "";
}
