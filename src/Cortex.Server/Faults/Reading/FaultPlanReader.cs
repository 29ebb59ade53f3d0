using System.Text.Json;
using Cortex.Engines.Written;

namespace Cortex.Server.Faults;

/// <summary>Reads fault plans.</summary>
internal static class FaultPlanReader
{
    private const int MostBytes = 1024 * 1024;

    private static readonly WrittenShape Shape = new(FaultJson.Default.FaultPlan, "the fault plan")
    {
        Words = static type => type == typeof(FaultKind) ? "one of " + string.Join(", ", FaultKindConverter.Names) : null,
    };

    public static FaultPlan ReadFile(string path)
    {
        try
        {
            return Read(SmallFile.Read(path, MostBytes), path);
        }
        catch (Exception e) when (e is not FaultPlanException and (IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException))
        {
            var why = e switch
            {
                FileNotFoundException or DirectoryNotFoundException => "there is no such file",
                UnauthorizedAccessException => "it may not be read, or is a folder",
                _ => e.Message,
            };
            throw new FaultPlanException(path, 0, 0, $"the fault plan cannot be opened: {why}. Built in are: {string.Join(", ", BuiltInPlans.Names)}.", e);
        }
    }

    public static FaultPlan Read(ReadOnlySpan<byte> utf8, string source)
    {
        var text = utf8.StartsWith("\uFEFF"u8) ? utf8[3..] : utf8;
        FaultPlan? plan;
        try
        {
            plan = JsonSerializer.Deserialize(text, FaultJson.Default.FaultPlan);
        }
        catch (JsonException e)
        {
            var (line, column, what) = Shape.Explain(text, e);
            throw new FaultPlanException(source, line, column, what, e);
        }

        if (plan is null)
        {
            throw new FaultPlanException(source, 1, 1, "the fault plan is null; expected is an object, { … }.");
        }

        if (FaultChecks.Find(plan) is { } fault)
        {
            var (line, column, what) = Shape.At(text, fault.Path, fault.What);
            throw new FaultPlanException(source, line, column, what);
        }

        return plan;
    }
}
