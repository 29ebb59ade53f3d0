#!/usr/bin/env -S dotnet run
#:package SkiaSharp
#:package SkiaSharp.NativeAssets.Linux.NoDependencies
// Draws the sample pictures into the folder given, or into this one: dotnet run samples/media/draw.cs [FOLDER]
using System.Runtime.CompilerServices;
using SkiaSharp;

var folder = args.Length > 0 ? args[0] : Path.GetDirectoryName(Here())!;
Save("street.jpg", canvas => Street(canvas, car: true, bus: false));
Save("street-later.jpg", canvas => Street(canvas, car: false, bus: true));
Save("table.jpg", Table);
Save("dark.jpg", canvas => { canvas.Clear(new(8, 8, 12)); Box(canvas, 500, 0, 90, 576, "0f0f16"); });

static void Street(SKCanvas canvas, bool car, bool bus)
{
    Box(canvas, 0, 0, 768, 250, "a9cdee");                                                 // sky
    Box(canvas, 300, 230, 170, 180, "4f8a3c"); Box(canvas, 0, 90, 300, 330, "b9a58c"); Box(canvas, 470, 50, 298, 370, "a8643c");      // hedge, houses
    for (var x = 30; x < 260; x += 80)
        for (var y = 120; y < 300; y += 90)
            Box(canvas, x, y, 40, 56, "4a5560");                                           // windows
    Box(canvas, 0, 400, 768, 50, "c8c8c4"); Box(canvas, 0, 445, 768, 131, "5c5e62");       // pavement, road
    for (var x = 20; x < 768; x += 150)
        Box(canvas, x, 505, 80, 10, "e8e8e0");                                             // road marking
    Box(canvas, 580, 200, 110, 220, "1f4fb8"); Disc(canvas, 672, 315, 6, "f0d060");        // door, its knob
    if (car)
    {
        Box(canvas, 80, 330, 150, 60, "c4161c"); Box(canvas, 95, 340, 120, 40, "3a4650");  // roof, glass
        Box(canvas, 40, 380, 240, 75, "c4161c");
        Disc(canvas, 90, 455, 28, "202024"); Disc(canvas, 230, 455, 28, "202024");
    }
    if (bus)
    {
        Box(canvas, 310, 250, 180, 215, "f2c811"); Box(canvas, 325, 265, 150, 80, "3a4650");
        Disc(canvas, 345, 465, 24, "202024"); Disc(canvas, 455, 465, 24, "202024");
    }
}

static void Table(SKCanvas canvas)
{
    canvas.Clear(SKColor.Parse("efe8da")); Box(canvas, 0, 300, 768, 276, "7a4a22");        // wall, table
    Box(canvas, 300, 380, 200, 130, "fafafa"); Box(canvas, 80, 330, 110, 120, "1e8a4c");   // paper, mug
    Disc(canvas, 610, 400, 62, "f07a12"); Box(canvas, 560, 40, 160, 180, "d8f0ff");        // orange, window
}

static void Box(SKCanvas canvas, float x, float y, float width, float height, string colour) => canvas.DrawRect(x, y, width, height, Paint(colour));

static void Disc(SKCanvas canvas, float x, float y, float radius, string colour) => canvas.DrawCircle(x, y, radius, Paint(colour));

static SKPaint Paint(string colour) => new() { Color = SKColor.Parse(colour), IsAntialias = true };

void Save(string name, Action<SKCanvas> draw)
{
    using var bitmap = new SKBitmap(768, 576);
    using (var canvas = new SKCanvas(bitmap))
        draw(canvas);
    using var file = File.Create(Path.Combine(folder, name));
    bitmap.Encode(file, SKEncodedImageFormat.Jpeg, 85);
}

static string Here([CallerFilePath] string path = "") => path;
