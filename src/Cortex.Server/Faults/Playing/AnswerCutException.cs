namespace Cortex.Server.Faults;

/// <summary>
/// An HTTP answer ends here. The web server that meets it sends what was written and closes the connection, without the end that
/// the answer's form asks for.
/// </summary>
internal sealed class AnswerCutException() : Exception("the answer was cut, as the fault plan says");
