using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using Cortex.Media.Audio;

namespace Cortex.App.Reporting;

/// <summary>The part of the page with what was recorded of sound and pictures.</summary>
internal static class Listening
{
    private const int MicrophoneHz = 16_000;
    private const int AnswerHz = 24_000;

    public static void Write(StringBuilder page, Story story)
    {
        if (!story.HasAudio)
        {
            page.Append("<p>Sound was not recorded.</p>");
        }
        else
        {
            page.Append("<h2>To listen to</h2>");
            Audio(page, "The microphone, as it was sent", story.Microphone.Span, MicrophoneHz);
            foreach (var turn in story.Turns)
            {
                Audio(page, $"Turn {turn.Number}, the answer as it arrived", turn.Sound.WrittenSpan, AnswerHz);
            }
        }

        if (story.Shown.Count is 0)
        {
            return;
        }

        page.Append("<h2>What was shown to the model</h2><div class=\"pictures\">");
        foreach (var picture in story.Shown)
        {
            page.Append(CultureInfo.InvariantCulture, $"<figure><img alt=\"The picture sent at {ReportPage.Clock(picture.At)}\" src=\"data:{picture.MimeType};base64,{picture.Data}\"><figcaption>{ReportPage.Clock(picture.At)}</figcaption></figure>");
        }

        page.Append("</div>");
        if (story.Pictures > story.Shown.Count)
        {
            page.Append(CultureInfo.InvariantCulture, $"<p>{story.Shown.Count} of {story.Pictures}.</p>");
        }
    }

    private static void Audio(StringBuilder page, string title, ReadOnlySpan<byte> pcm, int sampleRateHz)
    {
        if (pcm.Length < sizeof(short))
        {
            return;
        }

        var wav = new MemoryStream(pcm.Length + 64);
        using (var writer = new WavWriter(wav, title, sampleRateHz))
        {
            writer.Write(MemoryMarshal.Cast<byte, short>(pcm));
        }

        page.Append(CultureInfo.InvariantCulture, $"<figure><figcaption>{title}, {pcm.Length / 2.0 / sampleRateHz:0.0} s</figcaption><audio controls preload=\"none\" src=\"data:audio/wav;base64,");
        page.Append(Convert.ToBase64String(wav.ToArray())).Append("\"></audio></figure>");
    }
}
