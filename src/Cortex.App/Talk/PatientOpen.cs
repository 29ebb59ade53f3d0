using Cortex.App.Commands;

namespace Cortex.App.Talk;

/// <summary>
/// Opens what may be a pipe: the system lets the caller wait for its other end without a limit, and no token ends that wait. So it is
/// done aside, and left there when the time is up or the user has had enough.
/// </summary>
internal static class PatientOpen
{
    /// <exception cref="CommandFailure">The time was up.</exception>
    public static async Task<T> RunAsync<T>(string path, Func<T> open, TimeSpan limit, TimeProvider time, CancellationToken cancellationToken)
    {
        try
        {
            return await Task.Run(open, cancellationToken).WaitAsync(limit, time, cancellationToken);
        }
        catch (TimeoutException)
        {
            throw new CommandFailure(ExitCode.Device, $"{path}: could not be opened within {limit.TotalSeconds:0.#} s; is it a pipe without anybody at its other end?");
        }
    }
}
