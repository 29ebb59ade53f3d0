using System.Text.Json;
using Microsoft.Extensions.AI;

namespace Cortex.Engines.Tools;

/// <summary>A tool of this device: a function with a schema written by hand, so that nothing is looked up at run time.</summary>
/// <param name="name">Its name.</param>
/// <param name="description">For the model.</param>
/// <param name="schema">The arguments, as a JSON schema; null: it takes none.</param>
/// <param name="run">Runs it; what it gives back is the answer's output. Throws <see cref="ToolFailedException"/> where it cannot.</param>
public sealed class LocalTool(string name, string description, string? schema, Func<ToolArguments, CancellationToken, ValueTask<JsonElement>> run) : AIFunction
{
    private static readonly JsonElement NoArguments = JsonElement.Parse("""{"type":"object","properties":{}}""");

    /// <inheritdoc />
    public override string Name => name;

    /// <inheritdoc />
    public override string Description => description;

    /// <inheritdoc />
    public override JsonElement JsonSchema { get; } = schema is null ? NoArguments : JsonElement.Parse(schema);

    /// <inheritdoc />
    protected override async ValueTask<object?> InvokeCoreAsync(AIFunctionArguments arguments, CancellationToken cancellationToken) =>
        await run(new ToolArguments(arguments), cancellationToken).ConfigureAwait(false);
}
