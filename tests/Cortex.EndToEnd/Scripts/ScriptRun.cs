namespace Cortex.EndToEnd.Scripts;

/// <summary>What a script did: its process, exit code and what it printed.</summary>
sealed record ScriptRun(int Process, int ExitCode, string Output, string Errors);
