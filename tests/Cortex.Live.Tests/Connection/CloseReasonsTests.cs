using Cortex.Live.Connection;

namespace Cortex.Live.Tests.Connection;

/// <summary>Every row of reference 4.6, its texts cut at 123 bytes as they arrive.</summary>
public sealed class CloseReasonsTests
{
    public static TheoryData<int, string, CloseClass, CloseClass> Rows => new()
    {
        // code, text, class before setupComplete, class after it
        { 1000, "", CloseClass.RefusedSetup, CloseClass.Clean },
        { 1005, "", CloseClass.RefusedSetup, CloseClass.Clean },
        { 1001, "going away", CloseClass.GoingAway, CloseClass.GoingAway },
        { 1006, "", CloseClass.Network, CloseClass.Network },
        { 1007, "Request contains an invalid argument.", CloseClass.RefusedSetup, CloseClass.LostSession },
        { 1007, "setup must be the first message and only the first", CloseClass.RefusedSetup, CloseClass.RefusedSetup },
        { 1007, "Explicit activity control is not supported when automatic activity detection is enabled.", CloseClass.RefusedSetup, CloseClass.RefusedSetup },
        { 1007, "Cannot extract voices from a non-audio request.", CloseClass.RefusedSetup, CloseClass.RefusedSetup },
        { 1007, "The requested combination of response modalities (TEXT) is not supported by the model. models/gemini-3.8-live accepts the following", CloseClass.RefusedSetup, CloseClass.RefusedSetup },
        { 1007, "Thinking level must be specified for this model.", CloseClass.RefusedSetup, CloseClass.RefusedSetup },
        { 1007, "Thinking level is not supported for this model", CloseClass.RefusedSetup, CloseClass.RefusedSetup },
        { 1007, "Invalid JSON payload received. Unknown name \"proactivity\" at 'setup': Cannot find field.", CloseClass.RefusedSetup, CloseClass.RefusedSetup },
        { 1007, "BLOCKING function calls are not supported for this model", CloseClass.RefusedSetup, CloseClass.RefusedSetup },
        { 1007, "Function response scheduling is not supported for this model", CloseClass.RefusedSetup, CloseClass.RefusedSetup },
        { 1007, "Unsupported language code 'es'", CloseClass.RefusedSetup, CloseClass.RefusedSetup },
        { 1007, "API key not valid. Please pass a valid API key.", CloseClass.RefusedSetup, CloseClass.RefusedSetup },
        { 1007, "Precondition check failed.", CloseClass.RefusedSetup, CloseClass.RefusedSetup },
        { 1008, "models/gemini-2.0-flash-exp is not found for API version v1beta, or is not supported for bidiGenerateContent. Call ListModels", CloseClass.RefusedSetup, CloseClass.RefusedSetup },
        { 1008, "Operation is not implemented, or supported, or enabled.", CloseClass.RefusedSetup, CloseClass.ServerFault },
        { 1008, "Requested entity was not found", CloseClass.LostSession, CloseClass.LostSession },
        { 1008, "BidiGenerateContent session not found", CloseClass.LostSession, CloseClass.LostSession },
        { 1008, "Connection aborted because the client failed to close the connection after receiving a GoAway signal once the session durat", CloseClass.GoingAway, CloseClass.GoingAway },
        { 1008, "The operation was aborted.", CloseClass.ServerFault, CloseClass.ServerFault },
        { 1008, "Method doesn't allow unregistered callers (callers without established identity). Please use API Key or other form of API c", CloseClass.RefusedSetup, CloseClass.RefusedSetup },
        { 1011, "Internal error encountered.", CloseClass.ServerFault, CloseClass.ServerFault },
        { 1011, "Internal error occurred.", CloseClass.ServerFault, CloseClass.ServerFault },
        { 1011, "The service is currently unavailable.", CloseClass.ServerFault, CloseClass.ServerFault },
        { 1011, "Deadline expired before operation could complete.", CloseClass.ServerFault, CloseClass.ServerFault },
        { 1011, "RPC::DEADLINE_EXCEEDED", CloseClass.ServerFault, CloseClass.ServerFault },
        { 1011, "Thread was cancelled when writing StartStep status to channel", CloseClass.ServerFault, CloseClass.ServerFault },
        { 1011, "You exceeded your current quota, please check your plan and billing details. For more information on this error, head to: ht", CloseClass.Quota, CloseClass.Quota },
        { 1011, "keepalive ping timeout", CloseClass.Network, CloseClass.Network },
        { 1012, "service restart", CloseClass.GoingAway, CloseClass.GoingAway },

        // Not in the table: what the real server may add tomorrow.
        { 1007, "Something new.", CloseClass.RefusedSetup, CloseClass.LostSession },
        { 1008, "Something new.", CloseClass.RefusedSetup, CloseClass.ServerFault },
        { 1011, "", CloseClass.ServerFault, CloseClass.ServerFault },
        { 4321, "Something new.", CloseClass.ServerFault, CloseClass.ServerFault },
    };

    [Theory]
    [MemberData(nameof(Rows))]
    public void Classify_a_close_of_the_server_by_code_and_text(int code, string text, CloseClass before, CloseClass after)
    {
        text = text[..Math.Min(text.Length, 123)];
        Assert.Equal(before, CloseReasons.Classify(CloseSide.Server, code, text, beforeSetup: true).Class);
        Assert.Equal(after, CloseReasons.Classify(CloseSide.Server, code, text, beforeSetup: false).Class);
    }

    [Fact]
    public void Classify_our_own_close_is_clean_at_any_time()
    {
        Assert.Equal(CloseReason.Done, CloseReasons.Classify(CloseSide.Client, 1000, "", beforeSetup: true));
        Assert.Equal(CloseReason.Done, CloseReasons.Classify(CloseSide.Client, 1000, "", beforeSetup: false));
    }

    [Fact]
    public void Classify_knows_a_text_by_its_cut_beginning_and_in_any_case()
    {
        Assert.Equal(CloseClass.Quota, CloseReasons.Classify(CloseSide.Server, 1011, "you EXCEEDED your current quota", beforeSetup: false).Class);
        Assert.True(CloseReasons.Classify(CloseSide.Server, 1007, "API key expired. Please renew the API key.", beforeSetup: false).IsFatal);
    }
}
