namespace Aruba.Fatturazione.Intestatari;

/// <summary>A postal address in Italy, within the lengths of FatturaPA 1.2.3.</summary>
/// <param name="Via">Street with number, at most 60 Latin-1 characters.</param>
/// <param name="Cap">Five digits.</param>
/// <param name="Comune">At most 60 Latin-1 characters.</param>
/// <param name="Provincia">Two letters.</param>
public sealed record Indirizzo(string Via, string Cap, string Comune, string Provincia);

/// <summary>The person who represents a società or an ente (and the responsible person of a Pubblica Amministrazione).</summary>
public sealed record RappresentanteLegale(string Nome, string Cognome);
