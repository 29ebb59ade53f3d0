using Cortex.Media.Detection;

namespace Cortex.Media.Tests.Detection;

/// <summary>Into the input and back, on sizes that do not come out even.</summary>
public sealed class LetterboxTests
{
    [Theory]
    [InlineData(640, 480, 640, 640, 0, 80, 640, 480)]
    [InlineData(480, 640, 640, 640, 80, 0, 480, 640)]
    [InlineData(641, 479, 640, 640, 0, 81, 640, 478)]
    [InlineData(333, 777, 416, 320, 139, 0, 137, 320)]
    [InlineData(10, 10, 640, 640, 0, 0, 640, 640)]
    [InlineData(20000, 10, 640, 640, 0, 319, 640, 1)]
    public void A_picture_lies_in_the_middle_in_its_proportions(int width, int height, int inputWidth, int inputHeight, int left, int top, int across, int down) =>
        Assert.Equal(new Letterbox(left, top, across, down), Letterbox.Of(width, height, inputWidth, inputHeight));

    [Fact]
    public void What_goes_in_comes_back_at_every_size()
    {
        var random = new Random(3);
        for (var round = 0; round < 2000; round++)
        {
            var (width, height) = (random.Next(1, 3000), random.Next(1, 3000));
            var box = Letterbox.Of(width, height, random.Next(1, 40) * 32, random.Next(1, 40) * 32);
            var (x, y, right, bottom) = (random.NextDouble() * 0.5, random.NextDouble() * 0.5, 0.5 + (random.NextDouble() * 0.5), 0.5 + (random.NextDouble() * 0.5));

            var back = box.Back(new(In(x, box.Left, box.Width), In(y, box.Top, box.Height), In(right, box.Left, box.Width), In(bottom, box.Top, box.Height), 1, 0));

            Assert.Equal(x, back.Left, 1e-3);
            Assert.Equal(y, back.Top, 1e-3);
            Assert.Equal(right, back.Right, 1e-3);
            Assert.Equal(bottom, back.Bottom, 1e-3);
        }
    }

    private static float In(double share, int before, int length) => (float)(before + (share * length));
}
