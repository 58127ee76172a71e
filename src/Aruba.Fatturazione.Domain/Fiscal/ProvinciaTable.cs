using System.Collections.Frozen;

namespace Aruba.Fatturazione.Fiscal;

/// <summary>
/// The 107 province of the registry of comuni in force (Sardinia before the re-cut of 2025-26, which the registry does not show yet),
/// their names and the first two digits of their postal codes.
/// </summary>
internal static class ProvinciaTable
{
    // Postal prefixes are wide on purpose: where a comune changed provincia and kept its code, both prefixes stand. They only drive a warning.
    internal static readonly Row[] Rows =
    [
        new("AG", "Agrigento", ["92"], []),
        new("AL", "Alessandria", ["15"], []),
        new("AN", "Ancona", ["60"], []),
        new("AO", "Aosta", ["11"], ["Valle d'Aosta", "Vallée d'Aoste"]),
        new("AP", "Ascoli Piceno", ["63"], []),
        new("AQ", "L'Aquila", ["67"], ["Aquila"]),
        new("AR", "Arezzo", ["52"], []),
        new("AT", "Asti", ["14"], []),
        new("AV", "Avellino", ["83"], []),
        new("BA", "Bari", ["70"], []),
        new("BG", "Bergamo", ["23", "24"], []),
        new("BI", "Biella", ["13"], []),
        new("BL", "Belluno", ["32"], []),
        new("BN", "Benevento", ["82"], []),
        new("BO", "Bologna", ["40"], []),
        new("BR", "Brindisi", ["72"], []),
        new("BS", "Brescia", ["25"], []),
        new("BT", "Barletta-Andria-Trani", ["70", "76"], []),
        new("BZ", "Bolzano", ["39"], ["Bozen", "Alto Adige", "Südtirol", "Bolzano/Bozen"]),
        new("CA", "Cagliari", ["09"], []),
        new("CB", "Campobasso", ["86"], []),
        new("CE", "Caserta", ["81"], []),
        new("CH", "Chieti", ["66"], []),
        new("CL", "Caltanissetta", ["93"], []),
        new("CN", "Cuneo", ["12", "18"], []),
        new("CO", "Como", ["22"], []),
        new("CR", "Cremona", ["26"], []),
        new("CS", "Cosenza", ["87"], []),
        new("CT", "Catania", ["95"], []),
        new("CZ", "Catanzaro", ["88"], []),
        new("EN", "Enna", ["94"], []),
        new("FC", "Forlì-Cesena", ["47"], ["Forlì", "Cesena"]),
        new("FE", "Ferrara", ["44"], []),
        new("FG", "Foggia", ["71"], []),
        new("FI", "Firenze", ["50"], []),
        new("FM", "Fermo", ["63"], []),
        new("FR", "Frosinone", ["03"], []),
        new("GE", "Genova", ["16"], []),
        new("GO", "Gorizia", ["34"], []),
        new("GR", "Grosseto", ["58"], []),
        new("IM", "Imperia", ["18"], []),
        new("IS", "Isernia", ["86"], []),
        new("KR", "Crotone", ["88"], []),
        new("LC", "Lecco", ["23", "24"], []),
        new("LE", "Lecce", ["73"], []),
        new("LI", "Livorno", ["57"], []),
        new("LO", "Lodi", ["26"], []),
        new("LT", "Latina", ["04"], []),
        new("LU", "Lucca", ["55"], []),
        new("MB", "Monza e della Brianza", ["20"], ["Monza", "Monza e Brianza", "Monza Brianza"]),
        new("MC", "Macerata", ["62"], []),
        new("ME", "Messina", ["98"], []),
        new("MI", "Milano", ["20"], []),
        new("MN", "Mantova", ["46"], []),
        new("MO", "Modena", ["41"], []),
        new("MS", "Massa-Carrara", ["54"], ["Massa e Carrara", "Massa", "Carrara"]),
        new("MT", "Matera", ["75"], []),
        new("NA", "Napoli", ["80"], []),
        new("NO", "Novara", ["28"], []),
        new("NU", "Nuoro", ["08"], []),
        new("OR", "Oristano", ["08", "09"], []),
        new("PA", "Palermo", ["90"], []),
        new("PC", "Piacenza", ["29"], []),
        new("PD", "Padova", ["35"], []),
        new("PE", "Pescara", ["65"], []),
        new("PG", "Perugia", ["06"], []),
        new("PI", "Pisa", ["56"], []),
        new("PN", "Pordenone", ["33"], []),
        new("PO", "Prato", ["59"], []),
        new("PR", "Parma", ["43"], []),
        new("PT", "Pistoia", ["51"], []),
        new("PU", "Pesaro e Urbino", ["61"], ["Pesaro", "Urbino", "Pesaro Urbino"]),
        new("PV", "Pavia", ["27"], []),
        new("PZ", "Potenza", ["85"], []),
        new("RA", "Ravenna", ["48"], []),
        new("RC", "Reggio Calabria", ["89"], ["Reggio di Calabria"]),
        new("RE", "Reggio Emilia", ["42"], ["Reggio nell'Emilia"]),
        new("RG", "Ragusa", ["97"], []),
        new("RI", "Rieti", ["02"], []),
        new("RM", "Roma", ["00"], ["Roma Capitale"]),
        new("RN", "Rimini", ["47", "61"], []),
        new("RO", "Rovigo", ["45"], []),
        new("SA", "Salerno", ["84"], []),
        new("SI", "Siena", ["53"], []),
        new("SO", "Sondrio", ["23"], []),
        new("SP", "La Spezia", ["19"], ["Spezia"]),
        new("SR", "Siracusa", ["96"], []),
        new("SS", "Sassari", ["07", "08"], []),
        new("SU", "Sud Sardegna", ["08", "09"], []),
        new("SV", "Savona", ["12", "17"], []),
        new("TA", "Taranto", ["74"], []),
        new("TE", "Teramo", ["64"], []),
        new("TN", "Trento", ["38"], []),
        new("TO", "Torino", ["10"], []),
        new("TP", "Trapani", ["91"], []),
        new("TR", "Terni", ["05"], []),
        new("TS", "Trieste", ["34"], []),
        new("TV", "Treviso", ["31"], []),
        new("UD", "Udine", ["33"], []),
        new("VA", "Varese", ["21"], []),
        new("VB", "Verbano-Cusio-Ossola", ["28"], ["Verbania"]),
        new("VC", "Vercelli", ["13"], []),
        new("VE", "Venezia", ["30"], []),
        new("VI", "Vicenza", ["36"], []),
        new("VR", "Verona", ["37"], []),
        new("VT", "Viterbo", ["01"], []),
        new("VV", "Vibo Valentia", ["89"], []),
    ];

    private static readonly FrozenDictionary<string, Row> BySigla = Rows.ToFrozenDictionary(row => row.Sigla, StringComparer.Ordinal);

    internal static string NameOf(string sigla) => BySigla[sigla].Name;

    internal static IReadOnlyList<string> CapPrefixesOf(string sigla) => BySigla[sigla].CapPrefixes;

    /// <summary>One provincia.</summary>
    /// <param name="Sigla">Two letters.</param>
    /// <param name="Name">The name shown.</param>
    /// <param name="CapPrefixes">The first two digits of its postal codes.</param>
    /// <param name="OtherNames">Other spellings people use.</param>
    internal sealed record Row(string Sigla, string Name, string[] CapPrefixes, string[] OtherNames);
}
