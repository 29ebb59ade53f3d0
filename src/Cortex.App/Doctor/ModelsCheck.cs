using Cortex.App.Configuration;
using Cortex.Media.Models;

namespace Cortex.App.Doctor;

/// <summary>The models that run on this device.</summary>
internal sealed class ModelsCheck : ICheck
{
    public string Name => "Local models";

    public TimeSpan Limit => TimeSpan.FromSeconds(60);

    public Task<IReadOnlyList<Finding>> LookAsync(CortexSettings settings, CancellationToken cancellationToken)
    {
        var store = new ModelStore(settings.ModelFolder);
        var findings = ModelManifest.Entries.Select(model => store.StateOf(model) switch
        {
            ModelState.Present => new Finding(model.Name, Health.Good, "is here: " + model.What),
            ModelState.Partial => new Finding(model.Name, Health.Advice, "is here in part: a download stopped", $"cortex models pull {model.Name}"),
            _ => new Finding(model.Name, Health.Advice, "is not here: " + model.What, $"cortex models pull {model.Name}"),
        }).ToList();
        findings.Add(Detection(settings));
        return Task.FromResult<IReadOnlyList<Finding>>(findings);
    }

    private static Finding Detection(CortexSettings settings)
    {
        const string Subject = "detection";
        var folder = Path.Combine(settings.ModelFolder, "detection");
        var file = settings.Detection.Model ?? (Directory.Exists(folder) ? Directory.EnumerateFiles(folder, "*.onnx").Order(StringComparer.Ordinal).FirstOrDefault() : null);
        return !settings.Detection.IsEnabled ? new(Subject, Health.Good, "is switched off: nobody warns of what comes closer")
            : file is null ? new(Subject, Health.Advice, "there is no YOLO model: things are not recognised and nobody warns", "yolo export model=yolo11n.pt format=onnx; then set detection.model to the file")
            : File.Exists(file) ? new(Subject, Health.Good, file)
            : new(Subject, Health.Broken, $"{file} is not there", "set detection.model to a YOLO model in ONNX");
    }
}
