namespace Cortex.App.Reporting;

/// <summary>A picture that was sent and recorded.</summary>
/// <param name="At">When it was sent.</param>
/// <param name="MimeType">A picture's that pages may show.</param>
/// <param name="Data">In base64.</param>
internal sealed record StoryPicture(TimeSpan At, string MimeType, string Data);
