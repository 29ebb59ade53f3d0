using Cortex.Assistant.Cues;

namespace Cortex.App.Run;

/// <summary>Does what a key asks for, and says it to the eye and to the ear.</summary>
/// <param name="loop">The loop.</param>
/// <param name="cues">The ear's side.</param>
/// <param name="note">The eye's side.</param>
/// <param name="quit">Ends the program.</param>
internal sealed class RunKeys(IHandsFree loop, CuePlayer cues, Action<string> note, Action quit)
{
    public void Press(RunKey key)
    {
        switch (key)
        {
            case RunKey.Mute:
                loop.IsMuted = !loop.IsMuted;
                cues.Play(loop.IsMuted ? Cue.Muted : Cue.Unmuted);
                note(loop.IsMuted ? "the microphone is off; space switches it on" : "the microphone is on");
                break;
            case RunKey.Camera when !loop.HasCamera:
                note("there is no camera; --camera names one");
                break;
            case RunKey.Camera:
                // The pump tells it, by cue and by line, as it does when a word switched it.
                loop.IsCameraOff = !loop.IsCameraOff;
                break;
            case RunKey.Stop:
                loop.StopAnswer();
                break;
            case RunKey.Repeat when !loop.Repeat():
                note("there is no answer to repeat yet");
                break;
            case RunKey.Quit:
                quit();
                break;
        }
    }
}
