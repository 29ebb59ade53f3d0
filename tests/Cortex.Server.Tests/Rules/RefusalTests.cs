using System.Text;
using CsCheck;
using Cortex.Server.Rules;

namespace Cortex.Server.Tests.Rules;

public sealed class RefusalTests
{
    [Fact]
    public void A_reason_is_the_longest_beginning_that_fits_and_never_half_a_character() =>
        Gen.String[0, 200].Where(static text => !text.Any(char.IsSurrogate)).Sample(static text =>
        {
            var reason = new Refusal(1007, text).Reason;
            Assert.StartsWith(reason, text, StringComparison.Ordinal);
            Assert.True(Encoding.UTF8.GetByteCount(reason) <= 123);
            if (reason.Length < text.Length)
            {
                Assert.True(Encoding.UTF8.GetByteCount(text[..(reason.Length + 1)]) > 123);
            }
        });

    [Fact]
    public void A_character_outside_the_basic_plane_is_kept_or_left_whole()
    {
        var reason = new Refusal(1007, new string('x', 121) + "🦊").Reason;
        Assert.Equal(new string('x', 121), reason);
        Assert.Equal("🦊", new Refusal(1007, "🦊").Reason);
    }
}
