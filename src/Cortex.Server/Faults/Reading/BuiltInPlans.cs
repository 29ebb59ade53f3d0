using System.Reflection;

namespace Cortex.Server.Faults;

/// <summary>The plans of <c>samples/faults</c>, as they are built into this assembly.</summary>
internal static class BuiltInPlans
{
    private const string Folder = "faults/";
    private const string Extension = ".json";

    private static readonly Assembly Here = typeof(BuiltInPlans).Assembly;

    public static IReadOnlyList<string> Names { get; } =
        [.. Here.GetManifestResourceNames()
            .Where(static name => name.StartsWith(Folder, StringComparison.Ordinal))
            .Select(static name => name[Folder.Length..^Extension.Length])
            .Order(StringComparer.Ordinal)];

    public static FaultPlan Read(string name)
    {
        using var stream = Here.GetManifestResourceStream(Folder + name + Extension)!;
        var utf8 = new byte[stream.Length];
        stream.ReadExactly(utf8);
        return FaultPlanReader.Read(utf8, name);
    }
}
