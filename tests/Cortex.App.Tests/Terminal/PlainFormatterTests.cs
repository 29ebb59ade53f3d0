using Cortex.App.Terminal;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Cortex.App.Tests.Terminal;

/// <summary>The log, as it reaches a terminal.</summary>
public sealed class PlainFormatterTests
{
    [Fact]
    public void An_entry_is_one_line_and_moves_no_cursor_whatever_others_said()
    {
        var output = new StringWriter { NewLine = "\n" };
        var entry = new LogEntry<string>(LogLevel.Warning, "Cortex.Test", new EventId(7), "they said \u001b[31mred\u202e\nand more", new IOException("broke\r\noff"), static (state, _) => state);

        new PlainFormatter(new FakeTimeProvider()).Write(entry, null, output);

        Assert.Equal("00:00:00.000 warn: Cortex.Test[7] they said  [31mred  and more System.IO.IOException: broke  off\n", output.ToString());
    }
}
