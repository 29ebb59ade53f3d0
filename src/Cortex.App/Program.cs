using Cortex.App.Commands;

return await CommandTree.RunAsync(args, Console.Out, Console.Error);
