using Cortex.Live.Protocol;

namespace Cortex.Live.Models;

/// <summary>Makes a tool's answer one the model accepts: <c>scheduling</c> ends a session with a model that knows none (reference 2.4).</summary>
public static class ToolResponseFilter
{
    /// <summary>Leaves out <c>scheduling</c> and <c>willContinue</c> where the model does not take them.</summary>
    /// <param name="response">As wanted; stays as it is, and is returned where nothing is left out.</param>
    /// <param name="model">Of the session.</param>
    /// <param name="leftOut">A sentence for what was left out; empty where nothing was.</param>
    public static ToolResponse Apply(ToolResponse response, ModelCapabilities model, out IReadOnlyList<string> leftOut)
    {
        ArgumentNullException.ThrowIfNull(response);
        ArgumentNullException.ThrowIfNull(model);
        if (model.Tools.Scheduling || !response.FunctionResponses.Any(IsScheduled))
        {
            leftOut = [];
            return response;
        }

        leftOut = [.. response.FunctionResponses.Where(IsScheduled)
            .Select(answer => $"scheduling in the answer of {answer.Name} was left out: {model.Id} decides itself when it speaks about a tool")];
        return new ToolResponse
        {
            FunctionResponses = [.. response.FunctionResponses.Select(static answer => answer with { Scheduling = null, WillContinue = null })],
        };
    }

    static bool IsScheduled(FunctionResponse answer) => answer.Scheduling is not null || answer.WillContinue is not null;
}
