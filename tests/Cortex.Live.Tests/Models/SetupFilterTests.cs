using System.Text.Json;
using Cortex.Live.Models;
using Cortex.Live.Protocol;
using Cortex.Live.Tests.Protocol;

namespace Cortex.Live.Tests.Models;

public sealed class SetupFilterTests
{
    const string Live = "models/gemini-3.8-live";
    const string Extended = "models/gemini-3.8-live-extended-thinking";
    const string Flash31 = "models/gemini-3.1-flash-live-preview";
    const string Native25 = "models/gemini-2.5-flash-native-audio-latest";
    const string Transcribe = "models/gemini-3.5-transcribe-live";
    const string Vertex25 = "projects/p/locations/l/publishers/google/models/gemini-live-2.5-flash-native-audio";

    // Every field that some model refuses, at once.
    static Setup Everything(string model) => new()
    {
        Model = model,
        GenerationConfig = new GenerationConfig
        {
            ResponseModalities = [Modality.Audio],
            SpeechConfig = new SpeechConfig { LanguageCode = "pl-PL", VoiceConfig = new VoiceConfig { PrebuiltVoiceConfig = new() { VoiceName = "Kore" } } },
            Temperature = 0.7,
            TopP = 0.9,
            TopK = 40,
            Seed = 1,
            CandidateCount = 1,
            PresencePenalty = 0.1,
            FrequencyPenalty = 0.1,
            MaxOutputTokens = 1024,
            MediaResolution = MediaResolution.Low,
            ThinkingConfig = new ThinkingConfig { ThinkingBudget = 0, ThinkingLevel = ThinkingLevel.Low },
            EnableAffectiveDialog = true,
            TranslationConfig = new TranslationConfig { TargetLanguageCode = "pl" },
        },
        SystemInstruction = Content.FromText("Be brief."),
        Tools =
        [
            new Tool { FunctionDeclarations = [new() { Name = "a", Behavior = FunctionBehavior.Blocking }, new() { Name = "b", Behavior = FunctionBehavior.NonBlocking }, new() { Name = "c" }] },
            new Tool { GoogleSearch = JsonElement.Parse("{}") },
            new Tool { CodeExecution = JsonElement.Parse("{}") },
            new Tool { UrlContext = JsonElement.Parse("{}") },
        ],
        RealtimeInputConfig = new RealtimeInputConfig { TurnCoverage = TurnCoverage.TurnIncludesOnlyActivity },
        SessionResumption = new SessionResumptionConfig { Handle = "h", Transparent = true },
        ContextWindowCompression = new ContextWindowCompressionConfig { SlidingWindow = new SlidingWindow() },
        InputAudioTranscription = new AudioTranscriptionConfig(),
        OutputAudioTranscription = new AudioTranscriptionConfig(),
        Proactivity = new ProactivityConfig { ProactiveAudio = true },
        HistoryConfig = new HistoryConfig { InitialHistoryInClientContent = true },
        AvatarConfig = new AvatarConfig { AvatarName = "Ada" },
        SafetySettings = [new SafetySetting { Category = "c", Threshold = "t" }],
        ExplicitVadSignal = true,
    };

    static string[] Left(FilteredSetup filtered) => [.. filtered.LeftOut.Select(sentence => sentence[..sentence.IndexOf(" was left out", StringComparison.Ordinal)])];

    [Theory]
    [InlineData(Live, "v1beta", "thinkingConfig speechConfig.languageCode enableAffectiveDialog translationConfig temperature topP topK seed candidateCount presencePenalty frequencyPenalty codeExecution urlContext sessionResumption.transparent proactivity historyConfig avatarConfig explicitVadSignal")]
    [InlineData(Live, "v1alpha", "thinkingConfig speechConfig.languageCode enableAffectiveDialog translationConfig temperature topP topK seed candidateCount presencePenalty frequencyPenalty codeExecution urlContext sessionResumption.transparent proactivity historyConfig avatarConfig explicitVadSignal")]
    [InlineData(Extended, "v1beta", "thinkingBudget speechConfig.languageCode enableAffectiveDialog translationConfig temperature topP topK seed candidateCount presencePenalty frequencyPenalty behavior_BLOCKING_of_a codeExecution urlContext sessionResumption.transparent proactivity historyConfig avatarConfig explicitVadSignal")]
    [InlineData(Flash31, "v1beta", "thinkingBudget speechConfig.languageCode enableAffectiveDialog translationConfig behavior_NON_BLOCKING_of_b codeExecution urlContext sessionResumption.transparent proactivity avatarConfig explicitVadSignal")]
    [InlineData(Native25, "v1beta", "thinkingLevel speechConfig.languageCode enableAffectiveDialog translationConfig sessionResumption.transparent proactivity historyConfig avatarConfig explicitVadSignal")]
    [InlineData(Native25, "v1alpha", "thinkingLevel speechConfig.languageCode translationConfig sessionResumption.transparent historyConfig avatarConfig explicitVadSignal")]
    [InlineData(Vertex25, "v1beta", "thinkingLevel speechConfig.languageCode translationConfig historyConfig avatarConfig")]
    public void What_a_model_refuses_is_left_out_and_said(string model, string version, string expected)
    {
        var filtered = SetupFilter.Apply(Everything(model), version);

        Assert.Equal(expected.Split(' ').Order(), Left(filtered).Select(name => name.Replace(' ', '_')).Order());
        Assert.All(filtered.LeftOut, sentence => Assert.Matches(@"^\S.* was left out: \S.{10,}$", sentence));
    }

    [Theory]
    [InlineData(Live), InlineData(Extended), InlineData(Flash31), InlineData(Native25), InlineData(Transcribe), InlineData(Vertex25), InlineData("models/gemini-9")]
    public void What_every_model_takes_stays_and_the_wish_is_not_changed(string model)
    {
        var wish = Everything(model);
        var before = Wire.Text(wish);

        var setup = SetupFilter.Apply(wish, "v1beta").Setup;

        Assert.Equal(before, Wire.Text(wish));
        Assert.Equal((1024, MediaResolution.Low, "Kore"), (setup.GenerationConfig!.MaxOutputTokens, setup.GenerationConfig.MediaResolution!.Value,
            setup.GenerationConfig.SpeechConfig!.VoiceConfig!.PrebuiltVoiceConfig!.VoiceName));
        Assert.Equal("h", setup.SessionResumption!.Handle);
        Assert.Same(wish.SystemInstruction, setup.SystemInstruction);
        Assert.Same(wish.RealtimeInputConfig, setup.RealtimeInputConfig);
        Assert.Same(wish.ContextWindowCompression, setup.ContextWindowCompression);
        Assert.Same(wish.InputAudioTranscription, setup.InputAudioTranscription);
        Assert.Same(wish.SafetySettings, setup.SafetySettings);
    }

    [Theory]
    [InlineData(Live), InlineData(Extended), InlineData(Flash31), InlineData(Native25), InlineData(Transcribe), InlineData(Vertex25), InlineData("models/gemini-9")]
    public void A_fitted_setup_fits(string model)
    {
        var once = SetupFilter.Apply(Everything(model), "v1beta");
        var twice = SetupFilter.Apply(once.Setup, "v1beta");

        Assert.Empty(twice.LeftOut);
        Assert.Empty(twice.Added);
        Assert.Equal(Wire.Text(once.Setup), Wire.Text(twice.Setup));
    }

    [Fact]
    public void A_plain_setup_is_sent_as_it_is()
    {
        var filtered = SetupFilter.Apply(new Setup { Model = "gemini-3.8-live" }, "v1beta");

        Assert.Equal("""{"setup":{"model":"models/gemini-3.8-live"}}""", Wire.Text(filtered.Setup));
        Assert.Empty((string[])[.. filtered.LeftOut, .. filtered.Added, .. filtered.Warnings]);
    }

    [Fact]
    public void Extended_thinking_gets_the_level_it_requires_and_the_behavior_it_wants_written()
    {
        var wish = new Setup { Model = Extended, Tools = [new Tool { FunctionDeclarations = [new() { Name = "a" }] }] };
        var filtered = SetupFilter.Apply(wish, "v1beta");

        Assert.Equal(ThinkingLevel.Low, filtered.Setup.GenerationConfig!.ThinkingConfig!.ThinkingLevel);
        Assert.Equal(FunctionBehavior.NonBlocking, filtered.Setup.Tools![0].FunctionDeclarations![0].Behavior);
        Assert.Contains("thinkingLevel LOW was added", Assert.Single(filtered.Added));
    }

    [Theory]
    [InlineData("MINIMAL", "LOW")]
    [InlineData("HIGH", "HIGH")]
    [InlineData("medium", "medium")]
    public void Extended_thinking_refuses_minimal(string asked, string sent)
    {
        var wish = new Setup { Model = Extended, GenerationConfig = new() { ThinkingConfig = new() { ThinkingLevel = ThinkingLevel.From(asked) } } };
        Assert.Equal(sent, SetupFilter.Apply(wish, "v1beta").Setup.GenerationConfig!.ThinkingConfig!.ThinkingLevel!.Value.Value);
    }

    [Fact]
    public void Behavior_is_written_only_where_it_says_something()
    {
        string?[] Behaviors(string model) =>
            [.. SetupFilter.Apply(Everything(model), "v1beta").Setup.Tools![0].FunctionDeclarations!.Select(function => function.Behavior?.Value)];

        Assert.Equal(["BLOCKING", "NON_BLOCKING", null], Behaviors(Live));
        Assert.Equal(["NON_BLOCKING", "NON_BLOCKING", "NON_BLOCKING"], Behaviors(Extended));
        Assert.Equal([null, null, null], Behaviors(Flash31));
        Assert.Equal(["BLOCKING", "NON_BLOCKING", null], Behaviors(Native25));
    }

    [Fact]
    public void Written_answers_become_the_transcription_of_spoken_ones()
    {
        var wish = new Setup { Model = Live, GenerationConfig = new() { ResponseModalities = [Modality.Audio, Modality.Text] } };
        var filtered = SetupFilter.Apply(wish, "v1beta");

        Assert.Equal([Modality.Audio], filtered.Setup.GenerationConfig!.ResponseModalities!);
        Assert.NotNull(filtered.Setup.OutputAudioTranscription);
        Assert.Contains("outputAudioTranscription", Assert.Single(filtered.LeftOut));
    }

    [Fact]
    public void The_transcriber_answers_in_text_alone_and_takes_no_tools()
    {
        var filtered = SetupFilter.Apply(Everything(Transcribe), "v1beta");

        Assert.Equal([Modality.Text], filtered.Setup.GenerationConfig!.ResponseModalities!);
        Assert.Null(filtered.Setup.Tools);
        Assert.Contains("functionDeclarations", Left(filtered));
    }

    [Fact]
    public void What_needs_v1alpha_says_so()
    {
        var filtered = SetupFilter.Apply(new Setup { Model = Native25, Proactivity = new() { ProactiveAudio = true } }, "v1beta");
        Assert.Contains("set the API version to v1alpha", Assert.Single(filtered.LeftOut));
    }

    [Fact]
    public void An_ageing_model_and_a_strange_voice_are_warned_of()
    {
        var wish = new Setup { Model = Native25, GenerationConfig = new() { SpeechConfig = new() { VoiceConfig = new() { PrebuiltVoiceConfig = new() { VoiceName = "kore" } } } } };
        var filtered = SetupFilter.Apply(wish, "v1beta");

        Assert.Equal(2, filtered.Warnings.Count);
        Assert.Equal("kore", filtered.Setup.GenerationConfig!.SpeechConfig!.VoiceConfig!.PrebuiltVoiceConfig!.VoiceName);
    }

    [Fact]
    public void An_instruction_keeps_its_text_only()
    {
        var wish = new Setup { Model = Live, SystemInstruction = new Content { Parts = [new() { Text = "a" }, new() { InlineData = MediaBytes.FromRaw("image/png", new byte[3]) }] } };
        var filtered = SetupFilter.Apply(wish, "v1beta");

        Assert.Equal("a", Assert.Single(filtered.Setup.SystemInstruction!.Parts).Text);
        Assert.Single(filtered.LeftOut);
    }

    [Theory]
    [InlineData(Live, true), InlineData(Native25, true), InlineData(Extended, false), InlineData(Flash31, false), InlineData("models/gemini-9", false)]
    public void A_tool_s_answer_is_scheduled_only_where_the_model_knows_that(string model, bool stays)
    {
        var answer = new ToolResponse { FunctionResponses = [new() { Id = "1", Name = "a", Scheduling = FunctionScheduling.Silent, WillContinue = false }] };
        var fitted = ToolResponseFilter.Apply(answer, ModelCatalog.Find(model), out var leftOut);

        Assert.Equal(stays, fitted.FunctionResponses[0].Scheduling is not null);
        Assert.Equal(stays, leftOut.Count == 0);
        Assert.Equal("1", fitted.FunctionResponses[0].Id);
    }
}
