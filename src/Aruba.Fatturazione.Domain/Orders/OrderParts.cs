namespace Aruba.Fatturazione.Orders;

/// <summary>A line as it was bought: words and prices never change afterwards.</summary>
public sealed class OrderLine
{
    /// <summary>Row id.</summary>
    public int Id { get; init; }

    /// <summary>Catalogue code.</summary>
    public required string ProductCode { get; init; }

    /// <summary>Name at the time of the order.</summary>
    public required string Name { get; init; }

    /// <summary>Units.</summary>
    public required int Quantity { get; init; }

    /// <summary>Net price of one unit for one year.</summary>
    public required Importo UnitNet { get; init; }

    /// <summary>Net price of the line for the whole term.</summary>
    public required Importo Net { get; init; }

    /// <summary>IVA rate, 2200 is 22 %.</summary>
    public required int IvaBasisPoints { get; init; }

    /// <summary>Days by which something that the service includes already is prolonged; null for whole years.</summary>
    public int? Days { get; init; }

    /// <summary>Days of the year of which <see cref="Days"/> are a part; null for whole years.</summary>
    public int? DaysOf { get; init; }
}

/// <summary>Proof that a version of a document was accepted with the order.</summary>
public sealed class ContractAcceptance
{
    /// <summary>Row id.</summary>
    public int Id { get; init; }

    /// <summary>Document code.</summary>
    public required string DocumentCode { get; init; }

    /// <summary>Document version.</summary>
    public required string DocumentVersion { get; init; }

    /// <summary>SHA-256 of the document's bytes, lower-case hexadecimal.</summary>
    public required string Digest { get; init; }

    /// <summary>The words beside the box that was ticked.</summary>
    public required string Statement { get; init; }

    /// <summary>UTC instant of the confirmation.</summary>
    public required DateTime AcceptedAt { get; init; }

    /// <summary>Address the confirmation came from.</summary>
    public required string IpAddress { get; init; }

    /// <summary>Browser's self-description, cut at 256 characters.</summary>
    public required string UserAgent { get; init; }
}

/// <summary>Money that has arrived. Rows are only added; a mistake is mended by an opposite row.</summary>
public sealed class RegisteredPayment
{
    /// <summary>The only currency in which the shop sells.</summary>
    public const string Euro = "EUR";

    private bool counts = true;

    /// <summary>Identity.</summary>
    public required Guid Id { get; init; }

    /// <summary>The account or provider the money reached: <c>bank</c>, <c>postal</c>, <c>stripe</c>, <c>paypal</c>.</summary>
    public required string Source { get; init; }

    /// <summary>The bank's or provider's own reference; unique within the source.</summary>
    public required string Reference { get; init; }

    /// <summary>Amount; negative for a reversal. Hundredths of <see cref="Currency"/>.</summary>
    public required Importo Amount { get; init; }

    /// <summary>ISO 4217 code; anything but EUR never counts for the order.</summary>
    public string Currency { get; init; } = Euro;

    /// <summary>False for money that is not what was asked for: it is in the books, but a person decides about it.</summary>
    public bool Counts
    {
        get => counts;
        init => counts = value;
    }

    /// <summary>The payment that this row takes back, or null.</summary>
    public Guid? Reverses { get; init; }

    /// <summary>Rome day on which the money counts (<i>data valuta</i>).</summary>
    public required DateOnly ValueDate { get; init; }

    /// <summary>Free note of the agent, or null.</summary>
    public string? Note { get; init; }

    /// <summary>Who or what registered it.</summary>
    public required string RegisteredBy { get; init; }

    /// <summary>UTC instant of the registration.</summary>
    public required DateTime RegisteredAt { get; init; }

    /// <summary>The amount in words, with its own currency.</summary>
    public string Worth => Amount.In(Currency);

    /// <summary>A person has decided that it counts after all; amount, reference and date stay what they are.</summary>
    internal void Accept() => counts = true;
}

/// <summary>One step in the life of an order, with who or what caused it.</summary>
public sealed class OrderHistoryEntry
{
    /// <summary>Row id.</summary>
    public int Id { get; init; }

    /// <summary>UTC instant.</summary>
    public required DateTime At { get; init; }

    /// <summary>State before, or null for the first entry.</summary>
    public OrderStatus? From { get; init; }

    /// <summary>State after.</summary>
    public required OrderStatus To { get; init; }

    /// <summary>The trigger's name, or <c>Placed</c>.</summary>
    public required string Trigger { get; init; }

    /// <summary>Account, agent or job that caused it.</summary>
    public required string Actor { get; init; }

    /// <summary>Reason in Italian, or null.</summary>
    public string? Note { get; init; }
}
