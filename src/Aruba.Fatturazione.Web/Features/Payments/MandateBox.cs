using System.Net;
using Aruba.Fatturazione.Payments;
using Aruba.Fatturazione.Web.Features.Checkout;
using Aruba.Fatturazione.Web.Features.Documents;

namespace Aruba.Fatturazione.Web.Features.Payments;

/// <summary>The mandate for automatic renewal: its box, and the proof that it was ticked.</summary>
internal static class MandateBox
{
    private const int UserAgentLength = 256;

    /// <summary>The box in force on that Rome day. Throws when the text is missing: nothing can be kept without it.</summary>
    public static RequiredAcceptance For(ContractLibrary library, DateOnly day) => new(
        library.InForceOn(ContractLibrary.RenewalMandate, day) ?? throw new InvalidOperationException("No version of the renewal mandate is in force."),
        "Autorizzo l'addebito del rinnovo automatico sul metodo scelto, 7 giorni prima di ogni scadenza (solo per carta e PayPal)",
        "Con carta o PayPal il servizio si rinnova da solo: spunta la casella del mandato, oppure scegli bonifico o bollettino");

    /// <summary>The box for a method that is kept or chosen apart from a payment.</summary>
    public static RequiredAcceptance ForWallet(ContractLibrary library, DateOnly day) => For(library, day) with
    {
        Statement = "Autorizzo l'addebito del rinnovo automatico su questo metodo, 7 giorni prima di ogni scadenza",
        Missing = "Spunta la casella del mandato, dopo averlo letto: senza mandato il metodo non si può usare",
    };

    /// <summary>The proof.</summary>
    public static Mandate Accepted(this RequiredAcceptance box, HttpContext http, DateTime now)
    {
        var agent = http.Request.Headers.UserAgent.ToString();
        return new Mandate(
            box.Document.Version, box.Document.Digest, box.Statement, now, AddressOf(http.Connection.RemoteIpAddress), agent[..Math.Min(agent.Length, UserAgentLength)]);
    }

    private static string AddressOf(IPAddress? address) => address?.ToString() ?? "";
}
