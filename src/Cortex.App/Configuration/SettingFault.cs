namespace Cortex.App.Configuration;

/// <summary>One wrong setting.</summary>
/// <param name="Origin">Where it stands: an option, a variable, a file.</param>
/// <param name="Key">Its key.</param>
/// <param name="Value">Its value.</param>
/// <param name="Allowed">What would be right.</param>
internal sealed record SettingFault(string Origin, string Key, string Value, string Allowed)
{
    public override string ToString() => $"{Origin}: {Key} is \"{Value}\"; allowed: {Allowed}";
}
