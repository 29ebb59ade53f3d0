using Cortex.Live.Protocol;

namespace Cortex.Live.Models;

/// <summary>Fits the declared tools to a model (reference 2.1, section 5).</summary>
static class DeclaredToolRules
{
    public static IReadOnlyList<Tool>? Fit(IReadOnlyList<Tool>? tools, FilterNotes notes)
    {
        var fitted = tools?.Select(tool => Fit(tool, notes)).Where(static tool => tool != new Tool()).ToList();
        return fitted is [] ? null : fitted;
    }

    static Tool Fit(Tool tool, FilterNotes notes)
    {
        var rules = notes.Model.Tools;
        var why = $"{notes.Model.Id} does not take it";
        var functions = tool.FunctionDeclarations is [] ? null : tool.FunctionDeclarations;
        return tool with
        {
            FunctionDeclarations = notes.Keep(functions, rules.Functions, "functionDeclarations", why)
                ?.Select(function => function with { Behavior = FitBehavior(function, notes) }).ToList(),
            GoogleSearch = notes.Keep(tool.GoogleSearch, rules.Search, "googleSearch", why),
            CodeExecution = notes.Keep(tool.CodeExecution, rules.CodeExecution, "codeExecution", why),
            UrlContext = notes.Keep(tool.UrlContext, rules.UrlContext, "urlContext", why),
        };
    }

    static FunctionBehavior? FitBehavior(FunctionDeclaration function, FilterNotes notes)
    {
        var rules = notes.Model.Tools;
        if (function.Behavior == FunctionBehavior.Blocking && !rules.Blocking)
        {
            notes.LeaveOut($"behavior BLOCKING of {function.Name}", $"{notes.Model.Id} never waits for a tool; it is sent as NON_BLOCKING");
            return FunctionBehavior.NonBlocking;
        }

        if (function.Behavior == FunctionBehavior.NonBlocking && !rules.NonBlocking)
        {
            notes.LeaveOut($"behavior NON_BLOCKING of {function.Name}", $"{notes.Model.Id} always waits for a tool");
            return null;
        }

        // 3.1 has one behaviour and no need to hear of it; where the default is uncertain it is written.
        return function.Behavior == FunctionBehavior.Blocking && !rules.NonBlocking ? null
            : function.Behavior ?? (rules.DefaultBehavior is null && !rules.Blocking ? FunctionBehavior.NonBlocking : null);
    }
}
