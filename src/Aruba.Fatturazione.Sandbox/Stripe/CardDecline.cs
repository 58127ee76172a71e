using System.Text.Json.Nodes;

namespace Aruba.Fatturazione.Sandbox.Stripe;

/// <summary>Why a card was refused: https://docs.stripe.com/declines/codes.</summary>
/// <param name="Code">Stripe's error code.</param>
/// <param name="DeclineCode">The bank's reason; null where Stripe gives none.</param>
/// <param name="Message">Stripe's words.</param>
/// <param name="Advice">What Stripe advises to do; null where it advises nothing.</param>
/// <param name="Italian">The words of the hosted page.</param>
internal sealed record CardDecline(string Code, string? DeclineCode, string Message, string? Advice, string Italian)
{
    public static readonly CardDecline Generic = new(
        "card_declined", "generic_decline", "Your card was declined.", "try_again_later", "La banca ha rifiutato la carta. Usa un'altra carta.");

    public static readonly CardDecline Expired = new(
        "expired_card", null, "Your card has expired.", "confirm_card_data", "La carta è scaduta. Usa un'altra carta.");

    public static readonly CardDecline AuthenticationRequired = new(
        "authentication_required", "authentication_required", "Your card was declined. This transaction requires authentication.", null,
        "La banca chiede di confermare il pagamento.");

    public static readonly CardDecline PaymentNotAuthenticated = new(
        "payment_intent_authentication_failure", null,
        "The provided PaymentMethod has failed authentication. You can provide payment_method_data or a new PaymentMethod to attempt to fulfill this PaymentIntent again.",
        null, "Il pagamento non è stato confermato con la banca. Riprova o usa un'altra carta.");

    public static readonly CardDecline SetupNotAuthenticated = new(
        "setup_intent_authentication_failure", null,
        "The latest attempt to set up the payment method has failed because authentication failed.",
        null, "La carta non è stata confermata con la banca. Riprova o usa un'altra carta.");

    /// <summary>The reason why a card of this nature is refused whatever is done; null when it is not.</summary>
    public static CardDecline? Of(CardNature nature) => nature switch
    {
        CardNature.Declined => Generic,
        CardNature.InsufficientFunds => new(
            "card_declined", "insufficient_funds", "Your card has insufficient funds.", "try_again_later",
            "Il saldo della carta non basta. Usa un'altra carta."),
        CardNature.Lost => new(
            "card_declined", "lost_card", "Your card was declined.", "do_not_try_again", "La carta risulta smarrita. Usa un'altra carta."),
        CardNature.Stolen => new(
            "card_declined", "stolen_card", "Your card was declined.", "do_not_try_again", "La carta risulta rubata. Usa un'altra carta."),
        CardNature.Expired => Expired,
        CardNature.WrongCvc => new(
            "incorrect_cvc", null, "Your card's security code is incorrect.", "confirm_card_data", "Il codice di sicurezza non è giusto. Controlla il CVC."),
        CardNature.ProcessingError => new(
            "processing_error", null, "An error occurred while processing your card. Try again in a little bit.", "try_again_later",
            "La banca non ha risposto. Riprova tra poco."),
        _ => null,
    };

    /// <summary>The error as the API writes it.</summary>
    public JsonObject ToJson()
    {
        var json = new JsonObject
        {
            ["type"] = Code.EndsWith("authentication_failure", StringComparison.Ordinal) ? "invalid_request_error" : "card_error",
            ["code"] = Code,
            ["message"] = Message,
            ["doc_url"] = $"https://docs.stripe.com/error-codes/{Code.Replace('_', '-')}",
        };
        Put(json, "decline_code", DeclineCode);
        Put(json, "advice_code", Advice);
        Put(json, "param", Code switch { "expired_card" => "exp_month", "incorrect_cvc" => "cvc", _ => null });
        return json;
    }

    private static void Put(JsonObject json, string name, string? value)
    {
        if (value is not null)
        {
            json[name] = value;
        }
    }
}
