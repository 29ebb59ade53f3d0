namespace Cortex.Assistant.Commands;

/// <summary>
/// Listens to the transcript of each turn as it grows and tells each command once, as soon as it is certain. Not thread-safe.
/// </summary>
/// <param name="table">The words of commands.</param>
internal sealed class CommandEar(CommandTable table)
{
    private const int MostCharacters = 2_000;
    private string _said = "";
    private int _turn;

    /// <summary>A piece of what was said.</summary>
    /// <returns>A command that is certain now; null: none.</returns>
    public WearerCommand? Hear(int turn, string piece)
    {
        if (turn != _turn)
        {
            (_turn, _said) = (turn, "");
        }

        _said = _said.Length + piece.Length <= MostCharacters ? _said + piece : piece[..Math.Min(piece.Length, MostCharacters)];
        return Take(isOver: false);
    }

    /// <summary>The wearer has finished.</summary>
    /// <returns>A command that is certain now; null: none.</returns>
    public WearerCommand? Finish(int turn) => turn == _turn ? Take(isOver: true) : null;

    /// <summary>Words that came whole.</summary>
    public WearerCommand? HearWhole(string said) => CommandMatcher.Find(said, isOver: true, table);

    private WearerCommand? Take(bool isOver)
    {
        var found = CommandMatcher.Find(_said, isOver, table);
        _said = found is null ? _said : "";
        return found;
    }
}
