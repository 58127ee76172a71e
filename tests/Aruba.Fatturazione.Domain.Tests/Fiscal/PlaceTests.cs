using Aruba.Fatturazione.Fiscal;

namespace Aruba.Fatturazione.Tests.Fiscal;

public sealed class PlaceTests
{
    private const string Sigle =
        "AG AL AN AO AP AQ AR AT AV BA BG BI BL BN BO BR BS BT BZ CA CB CE CH CL CN CO CR CS CT CZ EN FC FE FG FI FM FR GE GO GR IM IS KR LC LE LI LO LT LU "
        + "MB MC ME MI MN MO MS MT NA NO NU OR PA PC PD PE PG PI PN PO PR PT PU PV PZ RA RC RE RG RI RM RN RO SA SI SO SP SR SS SU SV TA TE TN TO TP TR TS TV "
        + "UD VA VB VC VE VI VR VT VV";

    [Theory]
    [InlineData("00184", "00184")]
    [InlineData("I-00184", "00184")]
    [InlineData("it 00184", "00184")]
    [InlineData("CAP: 00184", "00184")]
    [InlineData(" 50 123 ", "50123")]
    [InlineData("00010", "00010")]
    [InlineData("98168", "98168")]
    public void A_right_cap_is_accepted_in_any_spelling(string typed, string expected)
    {
        Assert.True(Cap.TryParse(typed, out var cap, out var problem), problem);
        Assert.Equal(expected, cap.Value);
        Assert.Equal(cap, Cap.Parse(expected));
    }

    [Theory]
    [InlineData(null, "Inserisci il CAP")]
    [InlineData("0184", "ne hai scritte 4")]
    [InlineData("001844", "ne hai scritte 6")]
    [InlineData("0O184", "«O»")]
    [InlineData("00000", "non esiste in Italia")]
    [InlineData("98169", "non esiste in Italia")]
    [InlineData("SW1A1AA", "«S»")]
    public void A_wrong_cap_is_explained(string? typed, string expected)
    {
        Assert.False(Cap.TryParse(typed, out _, out var problem));
        Assert.Contains(expected, problem, StringComparison.Ordinal);
    }

    [Fact]
    public void The_107_province_are_those_of_the_registry_in_order_of_name()
    {
        Assert.Equal(Sigle.Split(' '), Provincia.All.Select(p => p.Value).Order(StringComparer.Ordinal));
        Assert.Equal(107, Provincia.All.Select(p => p.Name).Distinct().Count());
        Assert.Equal("Agrigento", Provincia.All[0].Name);
        Assert.Equal("Viterbo", Provincia.All[^1].Name);
    }

    [Theory]
    [InlineData("FI", "FI")]
    [InlineData("Fi", "FI")]
    [InlineData("(fi)", "FI")]
    [InlineData("Firenze", "FI")]
    [InlineData("PROVINCIA DI FIRENZE", "FI")]
    [InlineData("Città Metropolitana di Roma", "RM")]
    [InlineData("Forli' Cesena", "FC")]
    [InlineData("Forlì-Cesena", "FC")]
    [InlineData("l’aquila", "AQ")]
    [InlineData("Reggio nell'Emilia", "RE")]
    [InlineData("Reggio di Calabria", "RC")]
    [InlineData("Monza e Brianza", "MB")]
    [InlineData("Valle d'Aosta", "AO")]
    [InlineData("Bozen", "BZ")]
    [InlineData("Massa Carrara", "MS")]
    [InlineData("verbano cusio ossola", "VB")]
    [InlineData("Barletta Andria Trani", "BT")]
    public void A_provincia_is_read_from_sigla_or_name(string typed, string sigla)
    {
        Assert.True(Provincia.TryParse(typed, out var provincia, out var problem), problem);
        Assert.Equal(sigla, provincia.Value);
    }

    [Fact]
    public void Every_provincia_is_read_from_its_own_sigla_and_name()
    {
        Assert.All(Provincia.All, p => Assert.Equal(p, Provincia.Parse(p.Name)));
        Assert.All(Provincia.All, p => Assert.Equal(p, Provincia.Parse(p.Value.ToLowerInvariant())));
    }

    [Theory]
    [InlineData(null, "Scegli la provincia")]
    [InlineData("ZZ", "ZZ non è la sigla")]
    [InlineData("Londra", "Non troviamo")]
    public void A_wrong_provincia_is_explained(string? typed, string expected)
    {
        Assert.False(Provincia.TryParse(typed, out _, out var problem));
        Assert.Contains(expected, problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("50123", "FI", null)]
    [InlineData("20900", "MB", null)]
    [InlineData("18025", "CN", null)]
    [InlineData("12071", "SV", null)]
    [InlineData("76121", "BT", null)]
    [InlineData("50100", "FI", "generico")]
    [InlineData("00184", "FI", "insolito per Firenze, dove comincia con 50")]
    [InlineData("50123", "OR", "08 o 09")]
    public void A_cap_far_from_its_provincia_raises_a_doubt_only(string cap, string provincia, string? doubt)
    {
        var warning = CapPlausibility.Warning(Cap.Parse(cap), Provincia.Parse(provincia));

        if (doubt is null)
        {
            Assert.Null(warning);
        }
        else
        {
            Assert.Contains(doubt, warning, StringComparison.Ordinal);
            Assert.InRange(warning?.Length ?? 0, 1, 120);
        }
    }
}
