using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;

namespace Cortex.Live.Connection;

/// <summary>Turns what went wrong while dialling into a close reason: nobody was there, or who was there said no.</summary>
internal static class DialFailures
{
    public static CloseReason Classify(Exception exception, Uri address) => exception switch
    {
        CredentialException => new(CloseSide.Client, 1006, exception.Message, CloseClass.RefusedSetup),
        UpgradeRefusedException refused => new(CloseSide.Server, 1006, Refusal(refused.Status, address), ClassOf(refused.Status)),
        _ when Find<AuthenticationException>(exception) is not null =>
            new(CloseSide.Network, 1006, $"the certificate of {address.Authority} is not trusted: {Innermost(exception)}", CloseClass.RefusedSetup),
        _ => new(CloseSide.Network, 1006, $"{address.Authority} does not answer: {Innermost(exception)}", CloseClass.Network),
    };

    private static CloseClass ClassOf(HttpStatusCode status) => status switch
    {
        HttpStatusCode.TooManyRequests => CloseClass.Quota,
        HttpStatusCode.RequestTimeout => CloseClass.ServerFault,
        >= HttpStatusCode.InternalServerError => CloseClass.ServerFault,
        _ => CloseClass.RefusedSetup,
    };

    private static string Refusal(HttpStatusCode status, Uri address) => $"HTTP {(int)status} from {address.Authority}: " + status switch
    {
        HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => "the key or token is not accepted; check it",
        HttpStatusCode.NotFound => "there is no Live API at this address; check the endpoint and the API version",
        HttpStatusCode.TooManyRequests => "quota or too many conversations; wait, or ask for more quota",
        HttpStatusCode.ServiceUnavailable => "the service is unavailable for now",
        >= HttpStatusCode.InternalServerError => "the server failed",
        _ => "it refused the connection",
    };

    private static string Innermost(Exception exception) =>
        Find<SocketException>(exception) is { } socket ? socket.SocketErrorCode.ToString() : exception.GetBaseException().Message;

    private static T? Find<T>(Exception? exception)
        where T : Exception
    {
        for (; exception is not null; exception = exception.InnerException)
        {
            if (exception is T found)
            {
                return found;
            }
        }

        return null;
    }
}
