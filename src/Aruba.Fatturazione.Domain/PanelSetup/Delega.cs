using System.Diagnostics.CodeAnalysis;
using Aruba.Fatturazione.Fiscal;

namespace Aruba.Fatturazione.PanelSetup;

/// <summary>To whom the holder gives access.</summary>
public enum TipoDelega
{
    /// <summary>A commercialista with an account of the kind.</summary>
    Commercialista,

    /// <summary>A premium account, which sees several services.</summary>
    Premium,
}

/// <summary>Access given to somebody else (domain 1.12, step 2.08).</summary>
/// <param name="Tipo">To what kind of account.</param>
/// <param name="Codice">Codice fiscale or partita IVA of who gets it.</param>
public sealed record Delega(TipoDelega Tipo, string Codice)
{
    /// <summary>Reads codice fiscale or partita IVA of somebody who is not the holder. False gives the problem in Italian.</summary>
    public static bool TryCodice(string? text, CodiceFiscale own, PartitaIva? ownVat, out string codice, [NotNullWhen(false)] out string? problem)
    {
        codice = "";
        if (TypedCode.Compact(text).Length == 0)
        {
            problem = "Inserisci il codice fiscale o la partita IVA di chi ha la delega";
            return false;
        }

        if (!CodiceFiscale.TryParse(text, out var read, out problem))
        {
            return false;
        }

        codice = read.Value;
        problem = codice == own?.Value || codice == ownVat?.Value ? "Questi sono i dati dell'intestatario: la delega va a qualcun altro" : null;
        return problem is null;
    }
}
