using System.Text;
using Cortex.Engines.Recording;
using Cortex.Engines.Recording.Files;

namespace Cortex.Engines.Tests;

/// <summary>A packed recording made by hand, and what can be said of one that was damaged.</summary>
internal static class Tape
{
    public const string Header = """{"cortexRecording":2,"start":"2026-12-01T00:00:00+00:00","engine":"live","audio":false,"pictures":false}""";

    /// <summary>One block after the other: the header alone, then so many lines in each. Each line says its number.</summary>
    public static (byte[] Bytes, int[] Ends) Make(params int[] blocks)
    {
        var (file, block, ends, number) = (new MemoryStream(), new MemoryStream(), new List<int>(), 0);
        GzipBlock.Pack(Encoding.UTF8.GetBytes(Header + "\n"), block);
        block.WriteTo(file);
        ends.Add((int)file.Length);
        foreach (var count in blocks)
        {
            var lines = string.Concat(Enumerable.Range(0, count).Select(_ => Line(number++) + "\n"));
            GzipBlock.Pack(Encoding.UTF8.GetBytes(lines), block);
            block.WriteTo(file);
            ends.Add((int)file.Length);
        }

        return (file.ToArray(), [.. ends]);
    }

    public static string Line(int number) => $$$$$"""{"ms":{{{{{number * 20}}}}},"down":{"serverContent":{"outputTranscription":{"text":"word {{{{{number}}}}}"}}}}""";

    /// <summary>The numbers of the lines that are read; every line must be one that was written, word for word.</summary>
    public static (int[] Numbers, RecordingReader Reader) Read(byte[] bytes)
    {
        var reader = RecordingReader.Open("tape.jsonl.gz", bytes);
        var numbers = new List<int>();
        foreach (var line in reader.ReadLines())
        {
            var number = (int)(line.At.TotalMilliseconds / 20);
            Assert.Equal(Line(number), $$"""{"ms":{{number * 20}},"down":{{Encoding.UTF8.GetString(line.Json.Span)}}}""");
            numbers.Add(number);
        }

        return ([.. numbers], reader);
    }
}
