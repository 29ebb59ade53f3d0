using Cortex.Media.Detection;
using Cortex.Media.Onnx;

namespace Cortex.Media.Tests.Detection;

/// <summary>Names as they are found in models and beside them.</summary>
public sealed class ClassNamesTests
{
    [Theory]
    [InlineData("{0: 'person', 1: 'fire hydrant'}", "person|fire hydrant")]
    [InlineData("{0: \"driver's seat\", 1: 'a \\'b\\' c', }", "driver's seat|a 'b' c")]
    [InlineData("{\"0\": \"person\", \"1\": \"car\"}", "person|car")]
    [InlineData("['person', 'car']", "person|car")]
    [InlineData("{2: 'c', 0: 'a'}", "a||c")]
    [InlineData("  person\r\n car \nbus", "person|car|bus")]
    public void Names_are_read(string text, string expected) => Assert.Equal(expected.Split('|'), ClassNames.Read(text, "here"));

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("{0: 'person'")]
    [InlineData("{0 'person'}")]
    [InlineData("{-1: 'person'}")]
    [InlineData("{99999999999: 'person'}")]
    [InlineData("{0: __import__('os')}")]
    [InlineData("{0: 'person}")]
    [InlineData("[")]
    public void What_is_none_is_refused_with_its_place(string text) => Assert.StartsWith("here: ", Assert.Throws<OnnxException>(() => ClassNames.Read(text, "here")).Message);

    [Fact]
    public void Random_text_never_fails_otherwise()
    {
        var random = new Random(9);
        const string Letters = "{}[]'\":,0129 ab\\\n";
        for (var round = 0; round < 20_000; round++)
        {
            var text = new string([.. Enumerable.Range(0, random.Next(40)).Select(_ => Letters[random.Next(Letters.Length)])]);
            try
            {
                Assert.NotEmpty(ClassNames.Read(text, "here"));
            }
            catch (OnnxException)
            {
            }
        }
    }

    [Theory]
    [InlineData("0.5", 0.5, 0.5)]
    [InlineData("0.3, person 0.6", 0.6, 0.3)]
    [InlineData("person 0.6", 0.6, ConfidenceLimits.Usual)]
    public void Limits_are_read_as_people_write_them(string text, double person, double car)
    {
        var limits = ConfidenceLimits.Parse(text)!;
        Assert.Equal((person, car), (limits.Of("person"), limits.Of("car")));
    }

    [Theory]
    [InlineData("")]
    [InlineData("high")]
    [InlineData("0")]
    [InlineData("1.5")]
    [InlineData("0.4, 0.5")]
    [InlineData("0.4, person")]
    [InlineData("0.4 0.5")]
    [InlineData("0.4 person 0.5")]
    [InlineData("person 0.3, person 0.5")]
    public void What_is_no_limit_is_none(string text) => Assert.Null(ConfidenceLimits.Parse(text));
}
