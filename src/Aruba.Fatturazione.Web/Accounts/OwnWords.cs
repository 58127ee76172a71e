namespace Aruba.Fatturazione.Web.Accounts;

/// <summary>What others know of an account's owner and try as a password.</summary>
internal static class OwnWords
{
    public static IEnumerable<string?> Of(Account account) =>
    [
        account.UserName, account.Email, account.CodiceFiscale?.Value, account.PartitaIva?.Value,
        account.Registrant?.Nome, account.Registrant?.Cognome, account.Registrant?.Denominazione, account.Registrant?.Indirizzo.Comune,
    ];
}
