using System.Text;

namespace Cortex.Testing;

/// <summary>A message of the wire, byte for byte as the reference shows it; never made by our own encoder.</summary>
/// <param name="Name">Names it in test results.</param>
/// <param name="Text">The message; its bytes are UTF-8.</param>
public sealed record GoldenMessage(string Name, string Text)
{
    /// <summary>A copy of the bytes, which the readers may write to.</summary>
    public byte[] Bytes => Encoding.UTF8.GetBytes(Text);

    public override string ToString() => Name;
}
