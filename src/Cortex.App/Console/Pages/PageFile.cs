namespace Cortex.App.WebConsole.Pages;

/// <summary>One file of the page.</summary>
/// <param name="Bytes">Its content.</param>
/// <param name="MimeType">What it is.</param>
/// <param name="Tag">Changes when the content does.</param>
internal sealed record PageFile(ReadOnlyMemory<byte> Bytes, string MimeType, string Tag);
