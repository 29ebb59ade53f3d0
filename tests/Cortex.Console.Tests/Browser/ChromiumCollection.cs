namespace Cortex.Console.Tests.Browser;

/// <summary>All tests with the browser: one after another, for sound keeps time only where the processor has some.</summary>
[CollectionDefinition(nameof(ChromiumCollection), DisableParallelization = true)]
public sealed class ChromiumCollection : ICollectionFixture<Chromium>;
