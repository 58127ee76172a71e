using Aruba.Fatturazione.Orders;
using Aruba.Fatturazione.Payments;
using Aruba.Fatturazione.Web.Accounts;
using Aruba.Fatturazione.Web.Configuration;
using Aruba.Fatturazione.Web.Data;
using Aruba.Fatturazione.Web.Mail;
using Microsoft.EntityFrameworkCore;

namespace Aruba.Fatturazione.Web.Outbox.Handlers;

/// <summary>Sends letters about a kept method to the account's mailbox: its owner must hear of each change, whoever made it.</summary>
internal sealed class MethodPost(StoreDbContext db, AccountPost post, StoreUrls urls)
{
    /// <summary>Sends what <paramref name="write"/> makes of the method as it is now.</summary>
    public async Task<string?> SendAsync(Guid methodId, Delivery delivery, Func<SavedMethod, Letter> write, CancellationToken ct)
    {
        var method = await db.SavedMethods.AsNoTracking().SingleOrDefaultAsync(m => m.Id == methodId, ct)
            ?? throw new PermanentFailure("Il metodo di pagamento non esiste.");
        return await post.SendAsync(kind: null, method.AccountId, delivery, _ => Task.FromResult(write(method)), ct);
    }

    /// <summary>What its owner recognises it by; never more than a statement shows.</summary>
    public static LetterPart.Facts Facts(SavedMethod method)
    {
        List<(string, string)> rows = [(method.Method == PaymentMethod.PayPal ? "Account" : "Carta", method.Description)];
        if (method.Label.Length > 0)
        {
            rows.Add(("Nome che gli hai dato", method.Label));
        }

        return new LetterPart.Facts(rows);
    }

    /// <summary>The way to the wallet.</summary>
    public LetterPart.Action ToWallet => new("Vedi i metodi di pagamento", urls.Wallet);

    /// <summary>What to do when it was somebody else.</summary>
    public LetterPart.Note IfNotYou => new($"Se non sei stato tu, cambia subito la password e scrivi all'assistenza: {urls.At("contatti")}");
}

/// <summary>A card or PayPal account was kept (the guide's <i>conferma registrazione metodo di pagamento</i>).</summary>
internal sealed class SendMethodKept(MethodPost post) : IReaction<MethodKept>
{
    public Task<string?> HandleAsync(MethodKept e, Delivery delivery, CancellationToken ct) => post.SendAsync(e.MethodId, delivery, method => Letter.Of(
        "Metodo di pagamento registrato",
        "Ciao,",
        new LetterPart.Paragraph("nel tuo account è registrato un metodo di pagamento. Lo puoi usare per i prossimi ordini e per il rinnovo automatico dei servizi."),
        MethodPost.Facts(method),
        new LetterPart.Paragraph("Il numero della carta e la password di PayPal restano al fornitore di pagamento: noi non li vediamo."),
        post.ToWallet,
        post.IfNotYou), ct);
}

/// <summary>A kept method was removed, here or at the provider.</summary>
internal sealed class SendMethodRemoved(MethodPost post) : IReaction<MethodRemoved>
{
    public Task<string?> HandleAsync(MethodRemoved e, Delivery delivery, CancellationToken ct) => post.SendAsync(e.MethodId, delivery, method => Letter.Of(
        "Metodo di pagamento rimosso",
        "Ciao,",
        new LetterPart.Paragraph(e.AtProvider
            ? $"{(method.Method == PaymentMethod.PayPal ? "PayPal" : "il fornitore di pagamento")} ci comunica che questo metodo non è più autorizzato: l'abbiamo tolto dal tuo account e non lo useremo più."
            : "questo metodo di pagamento non è più nel tuo account: non lo useremo più."),
        MethodPost.Facts(method),
        new LetterPart.Paragraph("Se serviva al rinnovo automatico di un servizio, una mail a parte ti dice che cosa cambia."),
        post.ToWallet,
        post.IfNotYou), ct);
}

/// <summary>The network renewed a card.</summary>
internal sealed class SendMethodUpdated(MethodPost post) : IReaction<MethodUpdated>
{
    public Task<string?> HandleAsync(MethodUpdated e, Delivery delivery, CancellationToken ct) => post.SendAsync(e.MethodId, delivery, method => Letter.Of(
        "Dati della carta aggiornati",
        "Ciao,",
        new LetterPart.Paragraph("la tua banca ha comunicato i nuovi dati di una carta registrata nel tuo account: li abbiamo aggiornati, non devi fare niente."),
        MethodPost.Facts(method),
        new LetterPart.Paragraph("I rinnovi automatici che usano questa carta continuano come prima."),
        post.ToWallet,
        post.IfNotYou), ct);
}
