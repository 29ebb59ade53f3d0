namespace Cortex.Live.Models;

/// <summary>Whose setup is being fitted, and what is said about it.</summary>
sealed class FilterNotes(ModelCapabilities model, string modelName, string apiVersion)
{
    public ModelCapabilities Model { get; } = model;

    public bool IsVertex { get; } = ModelCatalog.IsVertex(modelName);

    public bool IsAlpha { get; } = apiVersion == "v1alpha";

    public string ApiVersion { get; } = apiVersion;

    public List<string> LeftOut { get; } = [];

    public List<string> Added { get; } = [];

    public List<string> Warnings { get; } = [];

    /// <summary>Says that a field was left out, and why.</summary>
    public void LeaveOut(string field, string why) => LeftOut.Add($"{field} was left out: {why}");

    /// <summary>The value where it may stay; else nothing, said in a sentence.</summary>
    public T? Keep<T>(T? value, bool mayStay, string field, string why)
    {
        if (value is null || mayStay)
        {
            return value;
        }

        LeaveOut(field, why);
        return default;
    }
}
