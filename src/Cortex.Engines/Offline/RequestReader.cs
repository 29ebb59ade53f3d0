using System.Text;
using Cortex.Media.Frames;

namespace Cortex.Engines.Offline;

/// <summary>Reads a typed question by its words, in a fixed order: what must never be answered wrongly is looked for first.</summary>
static class RequestReader
{
    static readonly (Topic Topic, string[] Phrases)[] Rules =
    [
        (Topic.Safety, ["safe", "dangerous", "danger", "cross", "crossing", "traffic", "pill", "pills", "medicine", "medication", "tablet", "tablets", "dose", "steps", "stairs", "watch out"]),
        (Topic.Reading, ["read", "text", "written", "writing", "what does it say", "sign", "label", "menu", "letter", "number"]),
        (Topic.Distance, ["how far", "how close", "how near", "distance", "metres", "meters", "feet away", "how big", "how tall"]),
        (Topic.Way, ["where am i", "navigate", "take me", "how do i get", "which way", "which direction", "route", "gps", "address"]),
        (Topic.Time, ["what time", "the time", "clock"]),
        (Topic.Date, ["what day", "the date", "todays date", "what date", "which day", "what year", "what month"]),
        (Topic.Change, ["change", "changed", "changes", "changing", "different", "moved", "moving", "new since", "anything new", "difference"]),
        (Topic.Colours, ["colour", "colours", "color", "colors", "coloured", "colored"]),
        (Topic.Light, ["bright", "brightness", "dark", "darkness", "light", "lights", "lamp", "sunny", "day or night"]),
        (Topic.Sharpness, ["sharp", "blurred", "blurry", "in focus", "out of focus", "picture quality", "camera working"]),
        (Topic.Help, ["help", "what can you do", "what can i ask", "can you do", "who are you", "what are you", "offline", "online", "are you there"]),
        (Topic.Scene, ["what do you see", "what can you see", "what you see", "what is this", "whats this", "what is that", "whats that", "what is there", "whats there", "describe", "description", "look", "in front", "ahead", "around me", "what is on", "whats on", "in the picture", "on the picture", "view", "scene", "what am i looking at"]),
        (Topic.Recognise, ["is there", "are there", "who is", "whos", "where is", "where are", "wheres", "find", "how many", "count", "do you see", "can you see", "person", "people", "anyone", "anybody", "somebody"]),
        (Topic.Thanks, ["thank", "thanks", "thank you", "cheers"]),
        (Topic.Hello, ["hello", "hi", "hey", "good morning", "good afternoon", "good evening", "good day"]),
    ];

    /// <summary>Reads the words; case, apostrophes and marks do not matter, and only whole words count.</summary>
    public static Request Read(string text)
    {
        var words = Plain(text);
        foreach (var (topic, phrases) in Rules)
        {
            if (phrases.Any(phrase => words.Contains($" {phrase} ", StringComparison.Ordinal)))
                return new(topic, SideIn(words));
        }

        return new(SideIn(words) is null ? Topic.Other : Topic.Scene, SideIn(words));
    }

    static Side? SideIn(string words) =>
        words.Contains(" left ", StringComparison.Ordinal) ? Side.Left
        : words.Contains(" right ", StringComparison.Ordinal) && !words.Contains(" right now ", StringComparison.Ordinal) ? Side.Right
        : null;

    /// <summary>Lower case, one space around every word.</summary>
    static string Plain(string text)
    {
        var words = new StringBuilder(" ", text.Length + 2);
        foreach (var letter in text.AsSpan(0, Math.Min(text.Length, 2_000)))
        {
            if (char.IsLetterOrDigit(letter))
                words.Append(char.ToLowerInvariant(letter));
            else if (letter is not ('\'' or '’') && words[^1] != ' ')
                words.Append(' ');
        }

        return words[^1] == ' ' ? words.ToString() : words.Append(' ').ToString();
    }
}
