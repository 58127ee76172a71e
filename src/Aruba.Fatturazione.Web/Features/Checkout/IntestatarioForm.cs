using Aruba.Fatturazione.Fiscal;
using Aruba.Fatturazione.Intestatari;
using Aruba.Fatturazione.Web.Features.Shared;

namespace Aruba.Fatturazione.Web.Features.Checkout;

/// <summary>What the buyer types in <i>Dati Intestatario</i>, in the order of the page; checked by <see cref="IntestatarioFormValidator"/>.</summary>
public sealed class IntestatarioForm
{
    /// <summary>Kind of subject.</summary>
    public SubjectType? Tipo { get; set; }

    /// <summary>Ragione sociale or denominazione.</summary>
    public string? Denominazione { get; set; }

    /// <summary>First name of the subject, or of who represents it: changing kind keeps what was typed.</summary>
    public string? Nome { get; set; }

    /// <summary>Family name.</summary>
    public string? Cognome { get; set; }

    /// <summary>Sixteen characters or eleven digits.</summary>
    public string? CodiceFiscale { get; set; }

    /// <summary>Eleven digits.</summary>
    public string? PartitaIva { get; set; }

    /// <summary>Street and number.</summary>
    public string? Indirizzo { get; set; }

    /// <summary>Postal code.</summary>
    public string? Cap { get; set; }

    /// <summary>Town.</summary>
    public string? Comune { get; set; }

    /// <summary>Sigla or name.</summary>
    public string? Provincia { get; set; }

    /// <summary>Telephone.</summary>
    public string? Telefono { get; set; }

    /// <summary>The holder's ordinary mailbox, apart from the account's.</summary>
    public string? Email { get; set; }

    /// <summary>How the seller's e-invoice is delivered.</summary>
    public RecapitoChoice? Canale { get; set; }

    /// <summary>The code or mailbox, however pasted.</summary>
    public string? Recapito { get; set; }

    /// <summary>Codice identificativo gara.</summary>
    public string? Cig { get; set; }

    /// <summary>Codice unico di progetto.</summary>
    public string? Cup { get; set; }

    /// <summary>Print of the holder that the page was opened with: another tab may have saved one since.</summary>
    public string? Visto { get; set; }

    /// <summary>The warnings that the buyer has read and goes on with.</summary>
    public IList<string> AcceptedWarnings { get; set; } = [];

    /// <summary>The rules of the chosen kind; those of a libero professionista until one is chosen.</summary>
    internal IntestatarioRules Rules => IntestatarioRules.For(Tipo ?? SubjectType.LiberoProfessionista);

    /// <summary>What was understood of channel and code.</summary>
    internal RecapitoAnswer ReadRecapito() => RecapitoAnswer.To(Canale, Recapito, Tipo == SubjectType.PubblicaAmministrazione);

    /// <summary>The form filled in with a holder already given.</summary>
    internal static IntestatarioForm Of(Intestatario holder)
    {
        var (canale, recapito) = RecapitoAnswer.Typed(holder.Recapito);
        return new IntestatarioForm
        {
            Tipo = holder.Type,
            Denominazione = holder.Denominazione,
            Nome = holder.Nome ?? holder.Rappresentante?.Nome,
            Cognome = holder.Cognome ?? holder.Rappresentante?.Cognome,
            CodiceFiscale = holder.CodiceFiscale.Value,
            PartitaIva = holder.PartitaIva?.Value,
            Telefono = Shared.Telefono.Readable(holder.Telefono),
            Email = holder.Email,
            Canale = canale,
            Recapito = recapito,
            Cig = holder.Cig,
            Cup = holder.Cup,
        }.At(holder.Indirizzo);
    }

    /// <summary>The form filled in with what was said at registration: the registrant usually is the holder.</summary>
    internal static IntestatarioForm Of(Accounts.Account account) => account.Registrant is not { } registrant
        ? new IntestatarioForm { Email = account.Email }
        : new IntestatarioForm
        {
            Tipo = registrant.Type,
            Denominazione = registrant.Denominazione,
            Nome = registrant.Nome,
            Cognome = registrant.Cognome,
            CodiceFiscale = account.CodiceFiscale?.Value,
            PartitaIva = account.PartitaIva?.Value,
            Telefono = Shared.Telefono.Readable(registrant.Telefono),
            Email = account.Email,
        }.At(registrant.Indirizzo);

    /// <summary>The checked data; only for a form that the validator passed.</summary>
    internal Intestatario ToIntestatario()
    {
        var (nome, cognome) = (LatinText.Fold(Nome), LatinText.Fold(Cognome));
        var isPerson = Rules.Asks(HolderField.Persona);
        return new Intestatario
        {
            Type = Tipo ?? throw NotValidated(),
            Nome = isPerson ? nome : null,
            Cognome = isPerson ? cognome : null,
            Denominazione = Rules.Asks(HolderField.Denominazione) && !string.IsNullOrWhiteSpace(Denominazione) ? LatinText.Fold(Denominazione) : null,
            CodiceFiscale = Fiscal.CodiceFiscale.Parse(CodiceFiscale ?? ""),
            PartitaIva = string.IsNullOrWhiteSpace(PartitaIva) ? null : Fiscal.PartitaIva.Parse(PartitaIva),
            Indirizzo = new Indirizzo(LatinText.Fold(Indirizzo), Fiscal.Cap.Parse(Cap ?? "").Value, LatinText.Fold(Comune), Fiscal.Provincia.Parse(Provincia ?? "").Value),
            Telefono = Shared.Telefono.TryParse(Telefono, out var e164) ? e164 : throw NotValidated(),
            Email = IndirizzoEmail.Parse(Email ?? "").Value,
            Rappresentante = isPerson ? null : new RappresentanteLegale(nome, cognome),
            Recapito = ReadRecapito().Recapito ?? throw NotValidated(),
            Cig = Rules.Asks(HolderField.CigCup) ? TenderCode.Read(Cig) : null,
            Cup = Rules.Asks(HolderField.CigCup) ? TenderCode.Read(Cup) : null,
        };
    }

    private static InvalidOperationException NotValidated() => new("The form was not validated.");

    private IntestatarioForm At(Indirizzo address)
    {
        (Indirizzo, Cap, Comune, Provincia) = (address.Via, address.Cap, address.Comune, address.Provincia);
        return this;
    }
}
