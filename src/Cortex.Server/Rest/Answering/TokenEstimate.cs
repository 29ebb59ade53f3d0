using Cortex.Engines.Turns;

namespace Cortex.Server.Rest;

/// <summary>Tokens by the rates of reference 4.3, where the brain counts none.</summary>
internal static class TokenEstimate
{
    private const int CharactersPerToken = 4;
    private const int PerPicture = 258;
    private const int PerSecond = 25;
    private const int SpeechBytesPerSecond = 32_000;

    public static int OfText(int characters) => (characters + CharactersPerToken - 1) / CharactersPerToken;

    /// <summary>Words of a question and what was said before.</summary>
    public static int Text(Question question) => OfText(
        question.History.Entries.Sum(static entry => entry.Text.Length)
        + (question.Text?.Length ?? 0)
        + (question.Setup.SystemInstruction?.Parts.Sum(static part => part.Text?.Length ?? 0) ?? 0));

    public static int Image(Question question) => (question.Frame is null ? 0 : PerPicture) + (question.EarlierFrame is null ? 0 : PerPicture);

    public static int Audio(Question question) => (question.Speech.Length * PerSecond) / SpeechBytesPerSecond;

    /// <summary>Sound at 24 kHz, 16 bits.</summary>
    public static int OfSound(int bytes) => (int)((long)bytes * PerSecond / 48_000);
}
