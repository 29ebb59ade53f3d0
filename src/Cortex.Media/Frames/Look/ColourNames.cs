namespace Cortex.Media.Frames;

/// <summary>Names a colour. The borders are where most people would start to disagree.</summary>
static class ColourNames
{
    /// <summary>The colour's plain name.</summary>
    public static PlainColour Of(byte red, byte green, byte blue)
    {
        var (most, least) = (Math.Max(red, Math.Max(green, blue)), Math.Min(red, Math.Min(green, blue)));
        var chroma = most - least;
        var saturation = most == 0 ? 0 : (double)chroma / most;
        // Near black, hue is mostly noise; a pale hue is what a camera's white balance makes of grey.
        if (most < 46 || chroma < 24 || saturation < 0.16)
            return Neutral(((red * 54) + (green * 183) + (blue * 19)) >> 8);

        return Hue(red, green, blue, most, chroma) switch
        {
            < 14 or >= 345 when saturation < 0.55 && most > 190 => PlainColour.Pink,
            < 14 or >= 345 => PlainColour.Red,
            < 48 when saturation < 0.45 && most > 170 => PlainColour.Beige,
            < 42 when most < 165 => PlainColour.Brown,
            < 42 => PlainColour.Orange,
            < 68 => PlainColour.Yellow,
            < 165 => PlainColour.Green,
            < 192 => PlainColour.Turquoise,
            < 256 => PlainColour.Blue,
            < 345 when most < 170 => PlainColour.Purple,
            < 296 => PlainColour.Purple,
            _ => PlainColour.Pink,
        };
    }

    static PlainColour Neutral(int luma) => luma < 46 ? PlainColour.Black : luma > 205 ? PlainColour.White : PlainColour.Grey;

    /// <summary>Degrees around the colour wheel, red at 0.</summary>
    static double Hue(byte red, byte green, byte blue, int most, double chroma)
    {
        var sector = most == red ? (green - blue) / chroma : most == green ? ((blue - red) / chroma) + 2 : ((red - green) / chroma) + 4;
        return ((sector * 60) + 360) % 360;
    }
}
