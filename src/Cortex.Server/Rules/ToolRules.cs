using System.Text.RegularExpressions;
using Cortex.Live.Protocol;

namespace Cortex.Server.Rules;

/// <summary>What a model says to <c>tools</c> (reference 2.1); names in schemas were checked by the reader.</summary>
internal static partial class ToolRules
{
    public static Refusal? Check(IReadOnlyList<Tool> tools, ModelRules model)
    {
        for (var index = 0; index < tools.Count; index++)
        {
            var tool = tools[index];
            if ((tool.CodeExecution is not null || tool.UrlContext is not null) && !model.TakesCodeAndUrls)
            {
                return Refusals.NotImplemented;
            }

            for (var position = 0; position < (tool.FunctionDeclarations?.Count ?? 0); position++)
            {
                var path = $"setup.tools[{index}].function_declarations[{position}]";
                if (Function(tool.FunctionDeclarations![position], path, model) is { } refusal)
                {
                    return refusal;
                }
            }
        }

        return null;
    }

    private static Refusal? Function(FunctionDeclaration function, string path, ModelRules model)
    {
        if (function.Name.Length > 128 || !Name().IsMatch(function.Name))
        {
            return Refusals.InvalidArgument;
        }

        return function.Behavior?.Value switch
        {
            "BLOCKING" when model.Calls is CallRule.OnlyNonBlocking => Refusals.BlockingForbidden,
            "NON_BLOCKING" when model.Calls is CallRule.OnlyBlocking => Refusals.NonBlockingForbidden,
            null or "BLOCKING" or "NON_BLOCKING" or "UNSPECIFIED" => null,
            { } unknown => Refusals.UnknownValue(
                $"{path}.behavior",
                "type.googleapis.com/google.ai.generativelanguage.v1beta.FunctionDeclaration.Behavior",
                unknown),
        };
    }

    [GeneratedRegex(@"^[a-zA-Z_][a-zA-Z0-9_.:-]*\z")]
    private static partial Regex Name();
}
