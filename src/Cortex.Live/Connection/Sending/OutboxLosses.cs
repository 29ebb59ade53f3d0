namespace Cortex.Live.Connection;

/// <summary>What an outbox could not keep or send, added up since it was last asked.</summary>
/// <param name="Sound">Length of the sound of the microphone.</param>
/// <param name="Chunks">Chunks of it.</param>
/// <param name="Frames">Pictures that no newer one replaced.</param>
/// <param name="Texts">Typed words and contents.</param>
/// <param name="ToolAnswers">Answers of tools.</param>
internal readonly record struct OutboxLosses(TimeSpan Sound, int Chunks, int Frames, int Texts, int ToolAnswers)
{
    public bool Any => Chunks + Frames + Texts + ToolAnswers > 0;

    public OutboxLosses And(OutboundMessage message) => message.Kind switch
    {
        OutboundKind.Audio => this with { Sound = Sound + message.Sound, Chunks = Chunks + 1 },
        OutboundKind.Frame => this with { Frames = Frames + 1 },
        OutboundKind.Text => this with { Texts = Texts + 1 },
        OutboundKind.ToolAnswer => this with { ToolAnswers = ToolAnswers + 1 },
        _ => this,
    };

    /// <summary>The same as notices.</summary>
    public IEnumerable<Lost> Notices(string why)
    {
        if (Chunks > 0)
        {
            yield return new Lost(LostKind.Microphone, Sound, Chunks, why);
        }

        if (Frames > 0)
        {
            yield return new Lost(LostKind.Frame, TimeSpan.Zero, Frames, why);
        }

        if (Texts > 0)
        {
            yield return new Lost(LostKind.Text, TimeSpan.Zero, Texts, why);
        }

        if (ToolAnswers > 0)
        {
            yield return new Lost(LostKind.ToolAnswer, TimeSpan.Zero, ToolAnswers, why);
        }
    }
}
