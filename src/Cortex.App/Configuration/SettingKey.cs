namespace Cortex.App.Configuration;

/// <summary>One key of the configuration.</summary>
/// <param name="Name">As in cortex.json, sections joined by dots.</param>
/// <param name="Allowed">What is allowed, in words.</param>
/// <param name="Apply">The settings with the value, or null where the value is not allowed.</param>
internal sealed record SettingKey(string Name, string Allowed, Func<CortexSettings, string, CortexSettings?> Apply);
