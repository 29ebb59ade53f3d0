using System.Collections.Immutable;
using Cortex.Live.Protocol;

namespace Cortex.Live.Session;

/// <summary>Fits tool answers to what was asked and to what the model accepts (reference 2.4). Pure.</summary>
internal static class ToolAnswers
{
    /// <summary>Keeps the answers to calls that are outstanding; a cancelled or unknown id would end the session.</summary>
    /// <returns>What may be sent or null; the calls that are answered for good, and whether silently; how many answers had no call.</returns>
    public static (ToolResponse? Fitting, IReadOnlyList<(OpenCall Call, bool Silently)> Answered, int Strays) Fit(
        ToolResponse response, ImmutableArray<OpenCall> calls, bool takesScheduling)
    {
        List<FunctionResponse> fitting = [];
        List<(OpenCall, bool)> answered = [];
        foreach (var answer in response.FunctionResponses)
        {
            if (calls.FirstOrDefault(call => call.Id is null ? call.Name == answer.Name : call.Id == answer.Id) is not { } call)
            {
                continue;
            }

            fitting.Add(takesScheduling ? answer : WithoutScheduling(answer));
            if (answer.WillContinue is not true)
            {
                answered.Add((call, takesScheduling && answer.Scheduling == FunctionScheduling.Silent));
                calls = calls.Remove(call);
            }
        }

        return (fitting.Count == 0 ? null : new ToolResponse { FunctionResponses = fitting }, answered, response.FunctionResponses.Count - fitting.Count);
    }

    private static FunctionResponse WithoutScheduling(FunctionResponse answer) => answer.Scheduling is null ? answer : new()
    {
        Id = answer.Id,
        Name = answer.Name,
        Response = answer.Response,
        WillContinue = answer.WillContinue,
        Parts = answer.Parts,
    };
}
