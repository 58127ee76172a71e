using System.ComponentModel.DataAnnotations;
using Aruba.Fatturazione.Intestatari;

namespace Aruba.Fatturazione.Web.Renewals;

/// <summary>
/// Section <c>Withdrawal</c>: who withdraws online from which contracts. Consumers only (artt. 52 and 54-bis Codice del consumo): of the subjects
/// who can buy, a persona fisica without a firm is the one who may not act for a profession.
/// </summary>
public sealed record WithdrawalOptions
{
    /// <summary>Kinds of holder who may be consumers. Empty means a persona fisica.</summary>
    public IReadOnlyList<SubjectType> SubjectTypes { get; init; } = [];

    /// <summary>Rome day from which contracts have the online function (D.Lgs. 209/2025: 19 June 2026).</summary>
    public DateOnly Since { get; init; } = new(2026, 6, 19);

    /// <summary>Days for withdrawing after that of the activation; the law gives 14.</summary>
    [Range(14, 365)]
    public int Days { get; init; } = 14;

    /// <summary>True for a holder who may be a consumer.</summary>
    public bool IsFor(SubjectType type) => SubjectTypes.Count == 0 ? type == SubjectType.PersonaFisica : SubjectTypes.Contains(type);
}
