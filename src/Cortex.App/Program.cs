using Cortex.App.Commands;
using Cortex.App.Terminal;

return await CommandTree.RunAsync(args, StandardOutput.Open(), Console.Error);
