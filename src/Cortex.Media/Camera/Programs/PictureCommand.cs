namespace Cortex.Media.Camera;

/// <summary>What to start so that JPEGs come out of its standard output.</summary>
/// <param name="Program">A program's name or path.</param>
/// <param name="Arguments">Its arguments, each for itself.</param>
/// <param name="Package">What to install where it is missing, as Debian calls it.</param>
sealed record PictureCommand(string Program, IReadOnlyList<string> Arguments, string Package);
