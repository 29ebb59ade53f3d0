using System.Text;
using Cortex.Media.Frames;

namespace Cortex.Engines.Turns;

/// <summary>Words, sound and a picture that wait to become a question.</summary>
internal sealed class Draft : IDisposable
{
    /// <summary>Characters that are kept; what is beyond is left out.</summary>
    public const int MostCharacters = 100_000;

    private readonly StringBuilder _text = new();

    public Utterance? Speech { get; private set; }

    public Frame? Picture { get; set; }

    public bool IsEmpty => _text.Length == 0 && Speech is not { IsEmpty: false } && Picture is null;

    /// <summary>Adds words, on a line of their own.</summary>
    public void Add(string text)
    {
        if (text.Length == 0)
        {
            return;
        }

        if (_text.Length > 0)
        {
            _text.Append('\n');
        }

        _text.Append(text, 0, Math.Min(text.Length, Math.Max(0, MostCharacters - _text.Length)));
    }

    /// <summary>The sound, made when it is first needed.</summary>
    public Utterance Spoken(TimeSpan longest) => Speech ??= new Utterance(longest);

    /// <summary>Takes the words out.</summary>
    public string? TakeText()
    {
        var text = _text.Length > 0 ? _text.ToString() : null;
        _text.Clear();
        return text;
    }

    /// <summary>Takes the sound out; it is the caller's to dispose. Null where there is none.</summary>
    public Utterance? TakeSpeech()
    {
        var speech = Speech;
        Speech = null;
        if (speech is { IsEmpty: true })
        {
            speech.Dispose();
            return null;
        }

        return speech;
    }

    public Frame? TakePicture()
    {
        var picture = Picture;
        Picture = null;
        return picture;
    }

    public void Dispose() => TakeSpeech()?.Dispose();
}
