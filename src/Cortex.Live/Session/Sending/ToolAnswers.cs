using System.Collections.Immutable;
using Cortex.Live.Models;
using Cortex.Live.Protocol;

namespace Cortex.Live.Session;

/// <summary>Fits tool answers to what was asked and to what the model accepts (reference 2.4). Pure.</summary>
internal static class ToolAnswers
{
    /// <summary>Keeps the answers to calls that are outstanding; a cancelled or unknown id would end the session.</summary>
    /// <returns>
    /// What may be sent or null; the calls that are answered for good, and whether silently; how many answers had no call; and
    /// what was left out because the model does not take it.
    /// </returns>
    public static (ToolResponse? Fitting, IReadOnlyList<(OpenCall Call, bool Silently)> Answered, int Strays, IReadOnlyList<string> Warnings) Fit(
        ToolResponse response, ImmutableArray<OpenCall> calls, ModelCapabilities model)
    {
        var strays = response.FunctionResponses.Count;
        response = ToolResponseFilter.Apply(response, model, out var warnings);
        List<FunctionResponse> fitting = [];
        List<(OpenCall, bool)> answered = [];
        foreach (var answer in response.FunctionResponses)
        {
            if (calls.FirstOrDefault(call => call.Id is null ? call.Name == answer.Name : call.Id == answer.Id) is not { } call)
            {
                continue;
            }

            strays--;
            fitting.Add(answer);
            if (answer.WillContinue is not true)
            {
                answered.Add((call, answer.Scheduling == FunctionScheduling.Silent));
                calls = calls.Remove(call);
            }
        }

        return (fitting.Count == 0 ? null : new ToolResponse { FunctionResponses = fitting }, answered, strays, warnings);
    }
}
