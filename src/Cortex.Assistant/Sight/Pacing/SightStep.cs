using Cortex.Media.Frames;

namespace Cortex.Assistant.Sight;

/// <summary>What one look decided.</summary>
/// <param name="State">Where it stands after; where a picture is sent, <see cref="FramePacer.Sent"/> has the rest.</param>
/// <param name="Send">The picture to send; null: none.</param>
/// <param name="Limits">What it may be at most.</param>
/// <param name="LeftOut">Why none is sent that was due, or that a blurred one was passed over.</param>
/// <param name="Next">When to look again; null: nobody looks until something happens.</param>
internal readonly record struct SightStep(SightState State, Glimpse? Send, FrameLimits? Limits, LeftOut LeftOut, TimeSpan? Next);
