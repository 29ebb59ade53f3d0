using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Cortex.Live;
using Cortex.Live.Protocol;

namespace Cortex.Testing;

/// <summary>One conversation under the eyes of <see cref="StreamRules"/>, with loans that end for real.</summary>
internal sealed class WellFormedConversation(ILiveConversation inner, ConcurrentQueue<string> breaches) : ILiveConversation
{
    private readonly StreamRules _rules = new();
    private readonly Lock _lock = new();

    public ConversationStats Stats => inner.Stats;

    public async ValueTask SendAsync(ClientMessage message, CancellationToken cancellationToken = default)
    {
        Check(rules => rules.Sending(message));
        using var loan = new Loan();
        await inner.SendAsync(Lending.Copy(message, loan), cancellationToken);
    }

    public async IAsyncEnumerable<LiveEvent> ReceiveAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await foreach (var item in inner.ReceiveAsync(cancellationToken))
        {
            Check(rules => rules.Received(item));
            using var loan = new Loan();
            using (Lending.Swap(item.Message, loan))
            {
                yield return item;
            }

            Check(_ => loan.Altered);
        }

        Check(static rules => rules.Ended());
    }

    public async ValueTask DisposeAsync()
    {
        await inner.DisposeAsync();
        if (breaches.TryPeek(out var breach))
        {
            Assert.Fail(breach);
        }
    }

    private void Check(Func<StreamRules, string?> rule)
    {
        lock (_lock)
        {
            if (rule(_rules) is { } breach)
            {
                var text = $"not well-formed: {breach}\nbefore that: {_rules.Trail}";
                breaches.Enqueue(text);
                Assert.Fail(text);
            }
        }
    }
}
