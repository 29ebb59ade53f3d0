using Cortex.Media.Voices;
using Microsoft.Extensions.Time.Testing;

namespace Cortex.Media.Tests.Voices;

/// <summary>A warm-up tells how fast a voice is here.</summary>
public sealed class VoiceWarmUpTests
{
    [Fact]
    public async Task The_pace_is_time_over_sound_and_the_first_run_does_not_count()
    {
        var clock = new FakeTimeProvider();
        var voice = new SlowVoice(clock, TimeSpan.FromSeconds(9), TimeSpan.FromSeconds(1.5), TimeSpan.FromSeconds(2));

        Assert.Equal(0.75, await VoiceWarmUp.MeasureAsync(voice, clock, TestContext.Current.CancellationToken), 3);
    }

    [Fact]
    public async Task A_voice_that_says_nothing_is_too_slow_for_anything() =>
        Assert.Equal(double.PositiveInfinity, await VoiceWarmUp.MeasureAsync(new CueLess(), new FakeTimeProvider(), TestContext.Current.CancellationToken));

    private sealed class SlowVoice(FakeTimeProvider clock, TimeSpan first, TimeSpan later, TimeSpan sound) : IVoice
    {
        private bool _spoke;

        public string Name => "slow";

        public bool CanSpeak => true;

        public string? Advice => null;

        public Task<ReadOnlyMemory<byte>> SpeakAsync(string text, string? language, CancellationToken cancellationToken)
        {
            clock.Advance(_spoke ? later : first);
            _spoke = true;
            return Task.FromResult<ReadOnlyMemory<byte>>(new byte[(int)(sound.TotalSeconds * 48_000)]);
        }
    }

    private sealed class CueLess : IVoice
    {
        public string Name => "silent";

        public bool CanSpeak => true;

        public string? Advice => null;

        public Task<ReadOnlyMemory<byte>> SpeakAsync(string text, string? language, CancellationToken cancellationToken) => Task.FromResult<ReadOnlyMemory<byte>>(default);
    }
}
