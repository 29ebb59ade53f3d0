using Cortex.Engines.Scenario;
using Cortex.Engines.Tools;
using Cortex.Live.Protocol;

namespace Cortex.App.Talk;

/// <summary>The tools of a scenario: each call gets the script's answer, after the time the script says.</summary>
internal sealed class ScriptedTools(Script script, TimeProvider time) : IToolAnswers
{
    public async ValueTask<ToolAnswer?> AnswerAsync(FunctionCall call, CallTurn turn, CancellationToken cancellationToken)
    {
        if (script.Tools.FirstOrDefault(tool => tool.Name == call.Name) is not { } tool || tool.Respond(call) is not { Response: { } response } answer)
        {
            return null;
        }

        await Task.Delay(TimeSpan.FromMilliseconds(tool.TakesMs), time, cancellationToken);
        return new ToolAnswer(response, answer.Scheduling);
    }
}
