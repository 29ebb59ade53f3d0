using Microsoft.Extensions.Hosting;

namespace Cortex.Server.Hosting;

/// <summary>The host lives as long as its <see cref="LiveServer"/>; signals are the program's business.</summary>
internal sealed class NoLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
