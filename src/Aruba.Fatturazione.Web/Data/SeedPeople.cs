using System.Globalization;
using Aruba.Fatturazione.Fiscal;
using Aruba.Fatturazione.Intestatari;

namespace Aruba.Fatturazione.Web.Data;

/// <summary>
/// Invented subjects with right codes, the same for the same index. Mailboxes are under <c>example</c> names (RFC 2606), so that
/// nothing can be mailed to a stranger.
/// </summary>
internal static class SeedPeople
{
    private const int BirthDays = 18_000;
    private const int FirmEvery = 4;

    private static readonly DateOnly FirstBirth = new(1950, 1, 1);

    // No two have the same three letters in a codice fiscale.
    private static readonly string[] Surnames =
    [
        "Rossi", "Villa", "Ferrari", "Esposito", "Bianchi", "Romano", "Colombo", "Ricci", "Marino", "Greco", "Bruno", "Gallo", "Conti", "De Luca", "Mancini", "Costa",
        "Giordano", "Rizzo", "Lombardi", "Moretti", "Barbieri", "Fontana", "Santoro", "Testa", "Rinaldi", "Caruso", "Parisi", "Pellegrini", "Serra", "Leone", "Longo", "Gentile",
    ];

    private static readonly (string Name, bool Female)[] Names =
    [
        ("Andrea", false), ("Luca", false), ("Marco", false), ("Francesco", false), ("Matteo", false), ("Alessandro", false), ("Davide", false), ("Simone", false),
        ("Giulia", true), ("Chiara", true), ("Sara", true), ("Federica", true), ("Elena", true), ("Valentina", true), ("Laura", true), ("Silvia", true),
    ];

    private static readonly (string Code, string Comune, string Provincia, string Cap)[] Towns =
    [
        ("H501", "Roma", "RM", "00184"), ("F205", "Milano", "MI", "20121"), ("L219", "Torino", "TO", "10121"), ("F839", "Napoli", "NA", "80133"),
        ("D612", "Firenze", "FI", "50122"), ("A944", "Bologna", "BO", "40121"), ("L736", "Venezia", "VE", "30124"), ("G273", "Palermo", "PA", "90133"),
        ("D969", "Genova", "GE", "16121"), ("A662", "Bari", "BA", "70121"),
    ];

    private static readonly string[] Streets = ["via Garibaldi", "via Roma", "corso Cavour", "viale Mazzini", "via Dante", "piazza Verdi"];

    /// <summary>Subject number <paramref name="i"/>: every fourth is a società, the others work on their own.</summary>
    public static Intestatario At(int i)
    {
        // 7919 is prime to all the lengths below, so that neighbours do not look alike and no two subjects share a code.
        var mixed = (long)i * 7_919;
        var surname = Surnames[mixed % Surnames.Length];
        var (name, female) = Names[mixed / Surnames.Length % Names.Length];
        var born = FirstBirth.AddDays((int)(mixed / (Surnames.Length * Names.Length) % BirthDays));
        var town = Towns[i % Towns.Length];
        var firm = Firm(i);
        var address = new Indirizzo(string.Create(CultureInfo.InvariantCulture, $"{Streets[i % Streets.Length]} {(i % 180) + 1}"), town.Cap, town.Comune, town.Provincia);
        var isFirm = i % FirmEvery == 0;
        return new Intestatario
        {
            Type = isFirm ? SubjectType.Societa : SubjectType.LiberoProfessionista,
            Nome = isFirm ? null : name,
            Cognome = isFirm ? null : surname,
            Denominazione = isFirm ? string.Create(CultureInfo.InvariantCulture, $"{surname} {town.Comune} {i} S.r.l.") : null,
            CodiceFiscale = isFirm ? CodiceFiscale.Parse(firm.Value) : CodiceFiscale.For(surname, name, born, female, Towns[(int)(mixed / 9_216_000 % Towns.Length)].Code),
            PartitaIva = firm,
            Indirizzo = address,
            Telefono = string.Create(CultureInfo.InvariantCulture, $"+39055{i % 10_000_000:0000000}"),
            Email = string.Create(CultureInfo.InvariantCulture, $"cliente{i}@example.it"),
            Rappresentante = isFirm ? new RappresentanteLegale(name, surname) : null,
            Recapito = new RecapitoFattura.Nessuno(),
        };
    }

    // Seven digits of the firm, three of the province's office, one of control (Luhn's rule, DM 23 December 1976).
    private static PartitaIva Firm(int i)
    {
        var digits = string.Create(CultureInfo.InvariantCulture, $"{1_000_000 + (i % 8_999_999):0000000}{(i % 100) + 1:000}");
        var sum = 0;
        for (var at = 0; at < digits.Length; at++)
        {
            var digit = digits[at] - '0';
            sum += at % 2 == 0 ? digit : digit > 4 ? (digit * 2) - 9 : digit * 2;
        }

        return PartitaIva.Parse(digits + (char)('0' + ((10 - (sum % 10)) % 10)));
    }
}
