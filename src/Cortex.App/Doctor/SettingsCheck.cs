using Cortex.App.Configuration;

namespace Cortex.App.Doctor;

/// <summary>What is wrong with the configuration, all at once; the rest is looked at with the usual settings in its place.</summary>
internal sealed class SettingsCheck(IReadOnlyList<SettingFault> faults) : ICheck
{
    public const string Subject = "settings";

    public string Name => "Configuration";

    public TimeSpan Limit => TimeSpan.FromSeconds(5);

    public Task<IReadOnlyList<Finding>> LookAsync(CortexSettings settings, CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<Finding>>(
        faults.Count is 0
            ? [new(Subject, Health.Good, File.Exists("cortex.json") ? "cortex.json and the environment are right" : "the usual ones; a cortex.json in this folder changes them, cortex.example.json has all keys")]
            : [.. faults.Select(static fault => new Finding(Subject, Health.Broken, fault.ToString(), "docs/configuration.md says what each key takes"))]);
}
