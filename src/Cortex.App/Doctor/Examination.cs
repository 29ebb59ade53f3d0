using Cortex.App.Configuration;
using Cortex.App.Terminal;

namespace Cortex.App.Doctor;

/// <summary>Runs the checks one after the other, for sound and cameras do not bear two at once; none can hold the others up.</summary>
/// <param name="checks">In this order.</param>
/// <param name="time">The clock of the limits.</param>
internal sealed class Examination(IReadOnlyList<ICheck> checks, TimeProvider time)
{
    /// <summary>Looks at everything.</summary>
    /// <param name="settings">What Cortex would run with.</param>
    /// <param name="onCheck">Told before each check.</param>
    /// <param name="onFinding">Told each finding, as it comes.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>All findings.</returns>
    public async Task<IReadOnlyList<Finding>> RunAsync(
        CortexSettings settings, Action<string> onCheck, Action<Finding> onFinding, CancellationToken cancellationToken)
    {
        var all = new List<Finding>();
        foreach (var check in checks)
        {
            onCheck(check.Name);
            foreach (var finding in await LookAsync(check, settings, cancellationToken))
            {
                var plain = finding with { Words = PlainWords.Of(finding.Words) };
                all.Add(plain);
                onFinding(plain);
            }
        }

        return all;
    }

    private async Task<IReadOnlyList<Finding>> LookAsync(ICheck check, CortexSettings settings, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(check.Limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            // What hangs in the system, such as a driver, does not listen to a token.
            return await Task.Run(() => check.LookAsync(settings, either.Token), CancellationToken.None).WaitAsync(check.Limit + TimeSpan.FromSeconds(2), time, cancellationToken);
        }
        catch (Exception slow) when (slow is TimeoutException or OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            return [new(check.Name.ToLowerInvariant(), Health.Broken, $"did not end within {check.Limit.TotalSeconds:0} s", "something below it hangs: unplug and plug in the device, or restart the machine")];
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return [new(check.Name.ToLowerInvariant(), Health.Broken, fault.Message)];
        }
    }
}
