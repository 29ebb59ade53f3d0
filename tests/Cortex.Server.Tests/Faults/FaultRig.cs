using System.Text;
using Cortex.Server.Faults;
using Cortex.Server.Hosting;
using Cortex.Server.Tests.Rig;

namespace Cortex.Server.Tests.Faults;

/// <summary>A server over a puppet with a plan of one or more faults.</summary>
internal static class FaultRig
{
    /// <summary>Everything a client can ask for: handles, transcripts, and no end of the session.</summary>
    public const string All =
        """ "sessionResumption":{},"inputAudioTranscription":{},"outputAudioTranscription":{},"contextWindowCompression":{"slidingWindow":{}} """;

    public static FaultPlan Plan(string faults, int seed = 0) =>
        FaultPlan.Parse(Encoding.UTF8.GetBytes($$"""{ "name": "test", "seed": {{seed}}, "faults": [ {{faults}} ] }"""), "test");

    public static Task<ServerRig> StartAsync(string faults, bool fakeClock = false, LiveServerOptions? options = null) =>
        ServerRig.StartAsync((options ?? new LiveServerOptions()) with { Faults = Plan(faults) }, fakeClock);
}
