using Cortex.Live.Protocol;

namespace Cortex.Live.Tests.History;

public sealed class HistoryRecorderTests
{
    private readonly HistoryRecorder _recorder = new();

    [Fact]
    public void Transcripts_are_put_together_piece_by_piece()
    {
        _recorder.Sent(new RealtimeInput { ActivityStart = true });
        Spoken(1, " What", " is", " this?");
        Said(1, " A", " red", " mug.");
        Complete(1);
        Assert.Equal([new(HistoryRole.User, "What is this?"), new(HistoryRole.Model, "A red mug.")], _recorder.History.Entries);
    }

    [Fact]
    public void A_late_transcript_of_the_question_stands_before_its_answer()
    {
        Said(1, "A red mug.");
        Complete(1);
        Spoken(1, " What is this?");
        Said(2, "Yes.");
        Assert.Equal(["What is this?", "A red mug.", "Yes."], _recorder.History.Entries.Select(static entry => entry.Text));
    }

    [Fact]
    public void An_utterance_nobody_transcribed_is_an_entry_without_words()
    {
        _recorder.Sent(new RealtimeInput { ActivityStart = true });
        Said(1, "Hello.");
        Assert.Equal([new(HistoryRole.User, ""), new(HistoryRole.Model, "Hello.")], _recorder.History.Entries);
    }

    [Fact]
    public void Typed_words_belong_to_the_turn_they_open_and_not_to_the_answer_they_cut()
    {
        _recorder.Sent(new RealtimeInput { Text = "One?" });
        Assert.Equal([new(HistoryRole.User, "One?")], _recorder.History.Entries);
        Said(1, "One is");
        _recorder.Sent(new ClientContent { Turns = [Content.FromText("Two?", "user"), Content.FromText("not mine", "model")], TurnComplete = true });
        Said(1, " a number");
        Received(new ServerContent { Interrupted = true }, 1);
        Complete(1);
        Said(2, "Two.");
        Assert.Equal(
            [
                new(HistoryRole.User, "One?"), new(HistoryRole.Model, "One is a number", Interrupted: true),
                new(HistoryRole.User, "Two?"), new(HistoryRole.Model, "Two."),
            ],
            _recorder.History.Entries);
    }

    [Fact]
    public void What_was_really_heard_replaces_what_was_said_and_later_pieces_do_not_count()
    {
        Said(1, "A red mug that stands", " on the table.");
        _recorder.Heard(1, "A red mug ");
        Said(1, " Anything else?");
        Assert.Equal([new(HistoryRole.Model, "A red mug", Interrupted: true)], _recorder.History.Entries);
        _recorder.Heard(7, "never said");
        Assert.Single(_recorder.History.Entries);
    }

    [Fact]
    public void An_answer_heard_in_full_is_not_an_interrupted_one()
    {
        Said(1, " All of it.");
        _recorder.Heard(1, "All of it.");
        Assert.Equal([new(HistoryRole.Model, "All of it.")], _recorder.History.Entries);
    }

    [Fact]
    public void Text_answers_count_and_thoughts_do_not()
    {
        Received(new ServerContent { ModelTurn = new() { Parts = [new Part { Text = "hm", Thought = true }, new Part { Text = "Yes." }] } }, 1);
        Assert.Equal([new(HistoryRole.Model, "Yes.")], _recorder.History.Entries);
    }

    [Fact]
    public void A_very_long_conversation_forgets_its_beginning_and_still_counts_it()
    {
        var recorder = new HistoryRecorder(new([new(HistoryRole.User, "earlier")]));
        for (var turn = 1; turn <= HistoryRecorder.MostTurns + 5; turn++)
        {
            recorder.Sent(new RealtimeInput { Text = $"{turn}" });
            recorder.Received(new LiveEvent(new ServerContent { OutputTranscription = new() { Text = "ok" } }, 0, turn));
        }

        Assert.Equal(2 * HistoryRecorder.MostTurns, recorder.History.Entries.Count);
        Assert.Equal(HistoryRecorder.MostTurns + 6, recorder.History.UserTurns);
    }

    [Fact]
    public void The_tail_begins_with_the_user_and_keeps_to_its_size()
    {
        ConversationHistory history = new(
        [
            new(HistoryRole.User, "12345"), new(HistoryRole.Model, "12345"), new(HistoryRole.User, "123"), new(HistoryRole.Model, "1234567"),
        ]);
        Assert.Same(history, history.Tail(20));
        Assert.Equal(["123", "1234567"], history.Tail(19).Entries.Select(static entry => entry.Text));
        Assert.Equal(["123", "1234567"], history.Tail(10).Entries.Select(static entry => entry.Text));
        Assert.Equal(["1234567"], history.Tail(9).Entries.Select(static entry => entry.Text));
        Assert.Equal(["567"], history.Tail(3).Entries.Select(static entry => entry.Text));
        Assert.Empty(history.Tail(0).Entries);
        Assert.Equal(2, history.Tail(3).UserTurns);
    }

    [Fact]
    public void As_contents_roles_alternate_and_nothing_is_empty()
    {
        var contents = new ConversationHistory(
        [
            new(HistoryRole.User, ""), new(HistoryRole.User, "b"), new(HistoryRole.Model, ""), new(HistoryRole.Model, "c", Interrupted: true),
        ]).ToContents();
        Assert.Equal(["user", "model"], contents.Select(static content => content.Role));
        Assert.Equal(["[spoken, not transcribed]", "b"], contents[0].Parts.Select(static part => part.Text));
        Assert.Equal(["c [interrupted]"], contents[1].Parts.Select(static part => part.Text));
    }

    private void Spoken(int turn, params string[] pieces) =>
        Array.ForEach(pieces, piece => Received(new ServerContent { InputTranscription = new() { Text = piece } }, turn));

    private void Said(int turn, params string[] pieces) =>
        Array.ForEach(pieces, piece => Received(new ServerContent { OutputTranscription = new() { Text = piece } }, turn));

    private void Complete(int turn) => Received(new ServerContent { TurnComplete = true }, turn);

    private void Received(ServerMessage message, int turn) => _recorder.Received(new LiveEvent(message, 0, turn));
}
