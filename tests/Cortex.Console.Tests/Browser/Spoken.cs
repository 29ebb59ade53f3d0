using Cortex.Testing;
using System.Buffers.Binary;
using System.Diagnostics;
using System.Runtime.InteropServices;
using Cortex.Media.Audio;

namespace Cortex.Console.Tests.Browser;

/// <summary>What somebody says into the browser's fake microphone: sentences of espeak-ng at set times, silence between and after.</summary>
internal static class Spoken
{
    private const int RateHz = 48_000;

    /// <summary>Writes a WAV file.</summary>
    /// <param name="path">Where.</param>
    /// <param name="seconds">How long it is.</param>
    /// <param name="words">Who says what when.</param>
    public static async Task WriteAsync(string path, double seconds, params (double AtSeconds, string Text)[] words)
    {
        Programs.Require("espeak-ng");
        var sound = new short[(int)(seconds * RateHz)];
        foreach (var (at, text) in words)
        {
            var file = Path.Combine(Path.GetDirectoryName(path)!, Path.GetRandomFileName() + ".wav");
            using (var speaking = Process.Start("espeak-ng", ["-v", "en", "-w", file, text]))
            {
                await speaking.WaitForExitAsync().Within("espeak-ng");
            }

            var spoken = WavReader.ReadAll(file, RateHz).Samples.Span;
            var start = (int)(at * RateHz);
            spoken[..Math.Min(spoken.Length, sound.Length - start)].CopyTo(sound.AsSpan(start));
        }

        var header = new byte[44];
        "RIFF"u8.CopyTo(header);
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(4), 36 + (sound.Length * 2));
        "WAVEfmt "u8.CopyTo(header.AsSpan(8));
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(16), 16);
        BinaryPrimitives.WriteInt16LittleEndian(header.AsSpan(20), 1);
        BinaryPrimitives.WriteInt16LittleEndian(header.AsSpan(22), 1);
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(24), RateHz);
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(28), RateHz * 2);
        BinaryPrimitives.WriteInt16LittleEndian(header.AsSpan(32), 2);
        BinaryPrimitives.WriteInt16LittleEndian(header.AsSpan(34), 16);
        "data"u8.CopyTo(header.AsSpan(36));
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(40), sound.Length * 2);
        await using var output = File.Create(path);
        await output.WriteAsync(header);
        await output.WriteAsync(MemoryMarshal.AsBytes<short>(sound).ToArray());
    }
}
