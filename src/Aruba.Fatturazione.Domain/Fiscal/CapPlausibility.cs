namespace Aruba.Fatturazione.Fiscal;

/// <summary>
/// A coarse look at whether a postal code belongs to a provincia, by its first two digits. The complete table is Poste's and is sold,
/// so the answer is a warning the person may override, never a refusal.
/// </summary>
public static class CapPlausibility
{
    /// <summary>An Italian sentence when the code is unusual for the provincia or is a town's old single code; null when nothing is odd.</summary>
    public static string? Warning(Cap cap, Provincia provincia)
    {
        var prefixes = ProvinciaTable.CapPrefixesOf(provincia.Value);
        if (!prefixes.Any(prefix => cap.Value.StartsWith(prefix, StringComparison.Ordinal)))
        {
            return $"Il CAP {cap} è insolito per {provincia.Name}, dove comincia con {string.Join(" o ", prefixes)}: ricontrollalo";
        }

        return cap.LooksGeneric
            ? $"Il CAP {cap} è generico: se la tua via ha un CAP di zona, usa quello"
            : null;
    }
}
