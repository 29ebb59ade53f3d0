using Cortex.Media.Onnx;
using Cortex.Testing;

namespace Cortex.Media.Tests.Onnx;

/// <summary>Loading models, and what their runtime may not do.</summary>
public sealed class OnnxModelTests : IDisposable
{
    private readonly string _path = Path.GetTempFileName();

    public void Dispose() => File.Delete(_path);

    [Fact]
    public void The_runtimes_telemetry_is_off_for_native_code_before_a_model_is_loaded()
    {
        File.WriteAllBytes(_path, new OnnxGraph().FloatInput("in", 1).Node("Identity", ["in"], "out").FloatOutput("out", 1).Metadata("names", "{}").ToArray());

        using var model = OnnxModel.Load(_path, threads: 1);

        Assert.Equal("1", OnnxTelemetry.Seen());
        Assert.Equal("{}", model.Metadata["names"]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("this is no model")]
    public void A_file_that_is_no_model_is_named_with_what_to_do(string content)
    {
        File.WriteAllText(_path, content);

        var fault = Assert.Throws<OnnxException>(() => OnnxModel.Load(_path, threads: 1));

        Assert.StartsWith(_path, fault.Message);
        Assert.Contains("cortex models pull", fault.Message);
        Assert.DoesNotContain('\n', fault.Message);
    }

    [Fact]
    public void A_model_of_another_kind_is_told_apart()
    {
        File.WriteAllBytes(_path, new OnnxGraph().FloatInput("in", 1).Node("Identity", ["in"], "out").FloatOutput("out", 1).ToArray());
        using var model = OnnxModel.Load(_path, threads: 1);

        Assert.Contains("'style' but in", Assert.Throws<OnnxException>(() => model.Require("style")).Message);
    }
}
