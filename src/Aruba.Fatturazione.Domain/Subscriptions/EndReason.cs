namespace Aruba.Fatturazione.Subscriptions;

/// <summary>Why a service ended before its days were over.</summary>
public enum EndReason
{
    /// <summary>A consumer withdrew from the contract.</summary>
    Withdrawal,

    /// <summary>Its owner needs it for another codice fiscale or partita IVA, and buys again.</summary>
    WrongHolder,
}
