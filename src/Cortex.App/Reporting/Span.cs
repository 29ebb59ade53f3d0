namespace Cortex.App.Reporting;

/// <summary>From when to when, since the conversation was opened.</summary>
internal readonly record struct Span(TimeSpan From, TimeSpan To)
{
    public TimeSpan Length => To - From;
}
