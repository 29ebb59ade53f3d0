using Cortex.Media.Camera;
using Cortex.Testing;

namespace Cortex.Media.Tests.Camera;

/// <summary>Shell scripts in the place of ffmpeg and rpicam, since no test machine has a camera; what they print is what the real ones print.</summary>
sealed class StandIn : IDisposable
{
    public const string Stream = "http://camera.test/stream?token=secret";

    readonly Scrap _scrap = new();

    public StandIn()
    {
        using var drawn = new Drawn(320, 240, "20a040");
        Picture = drawn.Jpeg();
        _scrap.Write("picture.jpg", Picture);
        Directory.CreateDirectory(Classes);
    }

    public byte[] Picture { get; }

    public string Classes => In("classes");

    /// <summary>Each start of the program writes its process id here.</summary>
    public int[] Started => File.Exists(In("started")) ? [.. File.ReadAllLines(In("started")).Select(int.Parse)] : [];

    public bool Runs => Started.Length > 0 && Directory.Exists($"/proc/{Started[^1]}");

    public string In(string name) => Path.Combine(_scrap.Folder, name);

    public void Write(string name, byte[] bytes) => _scrap.Write(name, bytes);

    /// <summary>A program in the place of ffmpeg; <c>$here</c> is its folder.</summary>
    public CameraOptions Ffmpeg(string script) => new()
    {
        Places = new() { Classes = Classes, Ffmpeg = new(_scrap.Program("ffmpeg-stand-in", $"here='{_scrap.Folder}'\necho $$ >> $here/started\n{script}")), Rpicam = new("no-such-rpicam", "no-such-rpicam") },
    };

    public string Program(string name, string script) => _scrap.Program(name, script);

    /// <summary>A node of Video4Linux.</summary>
    public void Node(string node, string name, int index = 0)
    {
        Directory.CreateDirectory(Path.Combine(Classes, node));
        _scrap.Write($"classes/{node}/name", System.Text.Encoding.UTF8.GetBytes(name + "\n"));
        _scrap.Write($"classes/{node}/index", System.Text.Encoding.UTF8.GetBytes($"{index}\n"));
    }

    public void Dispose() => _scrap.Dispose();
}
