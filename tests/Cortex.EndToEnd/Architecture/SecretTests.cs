using System.Text.RegularExpressions;

namespace Cortex.EndToEnd.Architecture;

/// <summary>What must not stand in a published file.</summary>
public sealed partial class SecretTests
{
    static readonly string[] Binary = [".wav", ".jpg", ".jpeg", ".png", ".mp4", ".mkv", ".webm", ".so"];

    // A key in a test says so itself.
    static readonly string[] MadeUp = ["secret", "example", "made-up", "not-a-key"];

    static IEnumerable<string> Texts => Repository.Files.Where(file => !Binary.Contains(Path.GetExtension(file)));

    [Fact]
    public void No_file_holds_a_key() =>
        Expect.None(Texts.Where(file => Key().Matches(Repository.Read(file)).Any(key => !MadeUp.Any(word => key.Value.Contains(word, StringComparison.OrdinalIgnoreCase)))));

    [Fact]
    public void No_file_knows_the_machine_it_was_written_on()
    {
        string[] homes = ["/" + "work/", "/" + "root/", "/" + "home/"];
        Expect.None(Texts.Where(file => homes.Any(home => Repository.Read(file).Contains(home, StringComparison.Ordinal))));
    }

    // Google's keys and tokens, private keys, and the tokens of code hosts.
    [GeneratedRegex(@"AIza[\w-]{35}|\bya29\.[\w-]{20}|\bAQ\.[\w-]{40}|-----BEGIN [A-Z ]*PRIVATE KEY-----\s+[A-Za-z0-9+/]{40}|\bgh[pousr]_\w{36}|\bsk-[\w-]{32}")]
    private static partial Regex Key();
}
