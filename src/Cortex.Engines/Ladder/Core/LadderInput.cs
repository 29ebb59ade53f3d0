using Cortex.Live;
using Cortex.Live.Protocol;

namespace Cortex.Engines.Ladder;

/// <summary>What happened.</summary>
/// <param name="Kind">What.</param>
/// <param name="Conversation">Whose, where it is a rung's.</param>
/// <param name="Message">A rung's message.</param>
/// <param name="Notice">A rung's notice.</param>
/// <param name="Reason">Why a conversation ended.</param>
/// <param name="Ids">Calls that were answered for good.</param>
/// <param name="IsGuessed">The wearer's voice was heard by the ladder itself.</param>
/// <param name="IsSilent">The model is not to speak about these answers.</param>
internal readonly record struct LadderInput(
    LadderInputKind Kind,
    int Conversation = 0,
    ServerMessage? Message = null,
    Notice? Notice = null,
    CloseReason? Reason = null,
    IReadOnlyList<string>? Ids = null,
    bool IsSilent = false,
    bool IsGuessed = false);
