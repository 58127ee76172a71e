using System.Globalization;

namespace Aruba.Fatturazione.Web.Reconciliation;

/// <summary>Where a line of a bank file stands.</summary>
public enum BankLineState
{
    /// <summary>Not looked at yet.</summary>
    Waiting,

    /// <summary>Registered by itself: one order, the exact sum.</summary>
    Matched,

    /// <summary>This money is in the books already, registered by hand or from another file.</summary>
    AlreadyKnown,

    /// <summary>One order, less than it waits for.</summary>
    Partial,

    /// <summary>One order, more than it waits for.</summary>
    Over,

    /// <summary>Several orders in one transfer.</summary>
    SeveralOrders,

    /// <summary>Something like an order number that is none of ours.</summary>
    WrongReference,

    /// <summary>One order that waits for no money: paid, cancelled, lapsed.</summary>
    ClosedOrder,

    /// <summary>No order number at all.</summary>
    Unknown,

    /// <summary>The bank's reference stands in the books with another amount or day.</summary>
    Conflict,

    /// <summary>Money that the bank took back.</summary>
    Reversal,

    /// <summary>No amount or no day can be read.</summary>
    Unreadable,

    /// <summary>Registered by an agent.</summary>
    Registered,

    /// <summary>An agent said that it is not for an order.</summary>
    SetAside,
}

/// <summary>Money that reached an account, as the bank tells it. Unique by account and fingerprint: the same line of two files is one.</summary>
public sealed class BankLine : EventSource
{
    /// <summary>Most characters kept of what the bank says.</summary>
    public const int ReferenceLength = 60, RemittanceLength = 500, PayerLength = 140, NoteLength = 500;

    private BankLine()
    {
    }

    /// <summary>The file that brought it.</summary>
    public Guid FileId { get; private init; }

    /// <summary>Its place in the file, from 0.</summary>
    public int Place { get; private init; }

    /// <summary>The account.</summary>
    public string Account { get; private init; } = "";

    /// <summary>What makes it this line and no other.</summary>
    public string Fingerprint { get; private init; } = "";

    /// <summary>The bank's own reference, or one made of the fingerprint where the bank gives none; upper case.</summary>
    public string Reference { get; private init; } = "";

    /// <summary>The sum.</summary>
    public Importo Amount { get; private init; }

    /// <summary>Rome day on which the money counts; null when it cannot be read.</summary>
    public DateOnly? ValueDate { get; private init; }

    /// <summary>The causale.</summary>
    public string Remittance { get; private init; } = "";

    /// <summary>Who paid, or empty.</summary>
    public string Payer { get; private init; } = "";

    /// <summary>Where it stands.</summary>
    public BankLineState State { get; private set; }

    /// <summary>The order it was found to be for, or the one that was probably meant; null when none.</summary>
    public string? OrderNumber { get; private set; }

    /// <summary>How much of it is registered.</summary>
    public Importo Assigned { get; private set; }

    /// <summary>How often part of it was registered.</summary>
    public int Parts { get; private set; }

    /// <summary>Who decided about it last, or null.</summary>
    public string? DecidedBy { get; private set; }

    /// <summary>UTC instant, or null.</summary>
    public DateTime? DecidedAt { get; private set; }

    /// <summary>Why it was set aside or cannot be read, or null.</summary>
    public string? Note { get; private set; }

    /// <summary>What is not registered yet.</summary>
    public Importo Left => Amount - Assigned;

    /// <summary>True while a person must decide about it.</summary>
    public bool NeedsPerson => BankLineStates.ForPeople.Contains(State);

    /// <summary>True when an agent may register money of it on an order.</summary>
    public bool CanBeRegistered => NeedsPerson && State is not (BankLineState.Unreadable or BankLineState.Reversal) && Left.Cents > 0;

    /// <summary>The reference under which the next part goes into the books.</summary>
    public string NextReference => Parts == 0 ? Reference : string.Create(CultureInfo.InvariantCulture, $"{Reference}/{Parts + 1}");

    /// <summary>A line as it was read.</summary>
    public static BankLine From(StatementLine line, BankFile file, string fingerprint, Guid id) => new()
    {
        Id = id,
        FileId = file.Id,
        Place = line.Place,
        Account = file.Account,
        Fingerprint = fingerprint,
        Reference = line.Reference.Length > 0 ? Cut(line.Reference, ReferenceLength) : "RIGA " + fingerprint[..20],
        Amount = line.Amount,
        ValueDate = line.ValueDate,
        Remittance = Cut(line.Remittance, RemittanceLength),
        Payer = Cut(line.Payer, PayerLength),
        State = line.Problem is not null ? BankLineState.Unreadable : line.IsReversal ? BankLineState.Reversal : BankLineState.Waiting,
        Note = line.Problem,
    };

    /// <summary>What looking for its order found. Nothing happens when it was looked at before.</summary>
    public void Judge(BankLineState found, string? order)
    {
        if (State == BankLineState.Waiting)
        {
            State = found;
            OrderNumber = order;
        }
    }

    /// <summary>Part or all of it went into the books, by itself or by an agent. False when there is not so much left or nobody may.</summary>
    public bool Register(Importo amount, string order, string? by, DateTime at)
    {
        if (amount.Cents <= 0 || amount > Left || (by is null ? State != BankLineState.Waiting : !CanBeRegistered))
        {
            return false;
        }

        Assigned += amount;
        Parts++;
        OrderNumber = order;
        DecidedAt = at;
        DecidedBy = by;
        State = by is null ? BankLineState.Matched : Left.Cents == 0 ? BankLineState.Registered : State;
        return true;
    }

    /// <summary>It is not for an order, or settled elsewhere. False when nothing is left to decide.</summary>
    public bool SetAside(string why, string by, DateTime at)
    {
        if (!NeedsPerson)
        {
            return false;
        }

        (State, Note, DecidedBy, DecidedAt) = (BankLineState.SetAside, why, by, at);
        return true;
    }

    /// <summary>Back among those to decide. False when it was not set aside.</summary>
    public bool PutBack(string by, DateTime at)
    {
        if (State != BankLineState.SetAside)
        {
            return false;
        }

        (State, Note, DecidedBy, DecidedAt) = (ValueDate is null || Amount.Cents <= 0 ? BankLineState.Unreadable : BankLineState.Unknown, null, by, at);
        return true;
    }

    private static string Cut(string text, int length) => text.Length > length ? text[..length] : text;
}

/// <summary>What the states of a line mean on the desk.</summary>
internal static class BankLineStates
{
    /// <summary>The states in which a person must decide, in the order of the desk.</summary>
    public static IReadOnlyList<BankLineState> ForPeople { get; } =
    [
        BankLineState.Partial, BankLineState.Over, BankLineState.SeveralOrders, BankLineState.WrongReference, BankLineState.ClosedOrder,
        BankLineState.Unknown, BankLineState.Conflict, BankLineState.Reversal, BankLineState.Unreadable,
    ];

    /// <summary>On screen.</summary>
    public static string Label(this BankLineState state) => state switch
    {
        BankLineState.Waiting => "Da leggere",
        BankLineState.Matched => "Abbinata da sé",
        BankLineState.AlreadyKnown => "Già registrata",
        BankLineState.Partial => "Importo inferiore",
        BankLineState.Over => "Importo superiore",
        BankLineState.SeveralOrders => "Più ordini in un bonifico",
        BankLineState.WrongReference => "Numero d'ordine sbagliato",
        BankLineState.ClosedOrder => "Ordine che non aspetta denaro",
        BankLineState.Unknown => "Senza numero d'ordine",
        BankLineState.Conflict => "Riferimento già usato",
        BankLineState.Reversal => "Storno della banca",
        BankLineState.Unreadable => "Riga illeggibile",
        BankLineState.Registered => "Registrata a mano",
        _ => "Messa da parte",
    };

    /// <summary>What to do.</summary>
    public static string Advice(this BankLineState state) => state switch
    {
        BankLineState.Partial => "Registra quello che è arrivato: l'ordine resta in attesa del resto.",
        BankLineState.Over => "Registra tutto sull'ordine: quello che avanza si rimborsa dalla sua pagina.",
        BankLineState.SeveralOrders => "Registra a ogni ordine la sua parte, un ordine alla volta.",
        BankLineState.WrongReference => "Controlla nome e importo: il numero proposto è quello che gli somiglia.",
        BankLineState.ClosedOrder => "Registralo sull'ordine: nulla si attiva, poi dalla sua pagina riapri o rimborsa.",
        BankLineState.Unknown => "Cerca l'ordine per nome o importo; se non è per un ordine, mettila da parte.",
        BankLineState.Conflict => "Confronta con il pagamento già registrato: se è altro denaro, registralo a mano con un riferimento suo.",
        BankLineState.Reversal => "La banca si è ripresa del denaro: cerca il pagamento e registra il rimborso dalla pagina dell'ordine.",
        BankLineState.Unreadable => "Guarda la riga nell'estratto conto e registra il pagamento dalla pagina dell'ordine.",
        _ => "",
    };
}
