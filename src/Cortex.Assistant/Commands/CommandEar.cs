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

    /// <summary>Something was said in this turn since the last command that is no courtesy.</summary>
    public bool HearsMore => SpokenClause.Of(_said).Any(clause => !clause.Words.TrueForAll(table.Courtesies.Contains));

    /// <summary>A piece of what was said.</summary>
    /// <returns>A command that is certain now; null: none.</returns>
    public CommandFound? Hear(int turn, string piece)
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
    public CommandFound? Finish(int turn) => turn == _turn && _said.Length > 0 ? Take(isOver: true) : null;

    /// <summary>Words that came whole.</summary>
    public CommandFound? HearWhole(string said) => CommandMatcher.Find(said, isOver: true, table);

    private CommandFound? Take(bool isOver)
    {
        var found = CommandMatcher.Find(_said, isOver, table);
        _said = found is null && !isOver ? _said : "";
        return found;
    }
}
