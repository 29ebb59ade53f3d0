namespace Cortex.Media.Detection;

/// <summary>The two outputs that YOLO models have.</summary>
internal enum YoloForm
{
    /// <summary>[1, 4 + classes, N]: middle and size of each box in input pixels, then how sure of each class; many boxes for one thing.</summary>
    Raw,

    /// <summary>[1, N, 6]: corners in input pixels, how sure, which class; one box for a thing.</summary>
    EndToEnd,
}
