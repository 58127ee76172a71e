namespace Aruba.Fatturazione.Sandbox.Stripe;

/// <summary>One of Stripe's public test cards (https://docs.stripe.com/testing).</summary>
/// <param name="Number">The number that a person types; forgotten as soon as it is recognised.</param>
/// <param name="Brand">Stripe's name of the brand.</param>
/// <param name="Nature">What it does.</param>
/// <param name="Token">The ready-made payment method that a program names instead.</param>
/// <param name="Meaning">What it does, in Italian, as the pages say it.</param>
internal sealed record TestCard(string Number, string Brand, CardNature Nature, string Token, string Meaning)
{
    /// <summary>The number in groups of four.</summary>
    public string Spaced => string.Join(' ', Number.Chunk(4).Select(c => new string(c)));
}

/// <summary>The cards that the sandbox knows.</summary>
internal static class TestCards
{
    public static readonly IReadOnlyList<TestCard> All =
    [
        new("4242424242424242", "visa", CardNature.Good, "pm_card_visa", "accettata"),
        new("5555555555554444", "mastercard", CardNature.Good, "pm_card_mastercard", "accettata (Mastercard)"),
        new("4000000000000002", "visa", CardNature.Declined, "pm_card_visa_chargeDeclined", "rifiutata senza motivo"),
        new("4000000000009995", "visa", CardNature.InsufficientFunds, "pm_card_visa_chargeDeclinedInsufficientFunds", "rifiutata: saldo insufficiente"),
        new("4000000000009987", "visa", CardNature.Lost, "pm_card_visa_chargeDeclinedLostCard", "rifiutata: smarrita"),
        new("4000000000009979", "visa", CardNature.Stolen, "pm_card_visa_chargeDeclinedStolenCard", "rifiutata: rubata"),
        new("4000000000000069", "visa", CardNature.Expired, "pm_card_chargeDeclinedExpiredCard", "rifiutata: scaduta"),
        new("4000000000000127", "visa", CardNature.WrongCvc, "pm_card_chargeDeclinedIncorrectCvc", "rifiutata: CVC sbagliato"),
        new("4000000000000119", "visa", CardNature.ProcessingError, "pm_card_chargeDeclinedProcessingError", "rifiutata: errore della banca"),
        new("4000002500003155", "visa", CardNature.AuthenticateUnlessSetUp, "pm_card_authenticationRequiredOnSetup", "chiede 3-D Secure; se salvata, poi non lo chiede più"),
        new("4000002760003184", "visa", CardNature.AuthenticateAlways, "pm_card_authenticationRequired", "chiede sempre 3-D Secure, anche al rinnovo"),
        new("4000000000000341", "visa", CardNature.SavesThenFails, "pm_card_chargeCustomerFail", "si salva bene, poi è rifiutata al rinnovo"),
    ];

    /// <summary>The test card with this number, given as digits only.</summary>
    public static TestCard? Find(string digits) => All.FirstOrDefault(c => c.Number == digits);

    /// <summary>The test card behind this ready-made payment method.</summary>
    public static TestCard? FindToken(string token) => All.FirstOrDefault(c => c.Token == token);

    /// <summary>Whether digits pass the check that every card number passes (ISO/IEC 7812, Luhn).</summary>
    public static bool PassLuhn(string digits)
    {
        var sum = digits.Reverse().Select((c, at) => (c - '0') * (at % 2 == 0 ? 1 : 2)).Sum(d => d > 9 ? d - 9 : d);
        return digits.Length is >= 12 and <= 19 && digits.All(char.IsAsciiDigit) && sum % 10 == 0;
    }
}
