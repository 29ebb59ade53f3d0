using Cortex.Live.Protocol;

namespace Cortex.Engines.Turns;

/// <summary>Tokens by modality, by the rates of reference 4.3.</summary>
internal readonly record struct TokenCounts(int Text, int Audio, int Image, int Video)
{
    private const int AudioPerSecond = 25;
    private const int CharactersPerToken = 4;

    public int Total => Text + Audio + Image + Video;

    public static TokenCounts OfText(int characters) => new((characters + CharactersPerToken - 1) / CharactersPerToken, 0, 0, 0);

    public static TokenCounts OfText(string? text) => OfText(text?.Length ?? 0);

    public static TokenCounts OfAudio(TimeSpan duration) => new(0, (int)Math.Ceiling(duration.TotalSeconds * AudioPerSecond), 0, 0);

    public static TokenCounts OfFrame(MediaResolution? resolution) => new(0, 0, 0, PerPicture(resolution));

    public static TokenCounts OfPicture(MediaResolution? resolution) => new(0, 0, PerPicture(resolution), 0);

    public static TokenCounts operator +(TokenCounts left, TokenCounts right) =>
        new(left.Text + right.Text, left.Audio + right.Audio, left.Image + right.Image, left.Video + right.Video);

    public static TokenCounts operator -(TokenCounts left, TokenCounts right) =>
        new(left.Text - right.Text, left.Audio - right.Audio, left.Image - right.Image, left.Video - right.Video);

    /// <summary>The entries of the wire; those of zero are left out, and no list where all are.</summary>
    public IReadOnlyList<ModalityTokenCount>? Details()
    {
        var details = new List<ModalityTokenCount>(4);
        Add(Modality.Text, Text);
        Add(Modality.Audio, Audio);
        Add(Modality.Image, Image);
        Add(Modality.Video, Video);
        return details.Count > 0 ? details : null;

        void Add(Modality modality, int count)
        {
            if (count > 0)
            {
                details.Add(new ModalityTokenCount { Modality = modality, TokenCount = count });
            }
        }
    }

    private static int PerPicture(MediaResolution? resolution) =>
        resolution == MediaResolution.Low ? 64
        : resolution == MediaResolution.Medium || resolution == MediaResolution.High ? 256
        : 258;
}
