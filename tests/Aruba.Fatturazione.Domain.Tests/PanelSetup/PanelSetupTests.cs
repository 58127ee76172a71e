using Aruba.Fatturazione.Intestatari;
using Aruba.Fatturazione.PanelSetup;

namespace Aruba.Fatturazione.Tests.PanelSetup;

public sealed class PanelSetupTests
{
    [Theory]
    [InlineData("MI-1234567", "MI-1234567")]
    [InlineData(" rea mi 1234567 ", "MI-1234567")]
    [InlineData("Milano 12345", "MI-12345")]
    [InlineData("REA: RE-98765", "RE-98765")]
    [InlineData("re 98765", "RE-98765")]
    public void A_REA_number_is_read_as_it_stands_on_the_visura(string typed, string read)
    {
        Assert.True(Rea.TryParse(typed, out var rea, out _));
        Assert.Equal(read, rea.Readable);
    }

    [Theory]
    [InlineData("1234567")]
    [InlineData("MI")]
    [InlineData("XX-123")]
    [InlineData("MI-12345678")]
    [InlineData("MI-12A4")]
    public void What_is_no_REA_number_is_refused_in_words(string typed)
    {
        Assert.False(Rea.TryParse(typed, out _, out var problem));
        Assert.InRange(problem.Length, 20, 120);
    }

    [Theory]
    [InlineData("4", 400)]
    [InlineData(" 4,00 % ", 400)]
    [InlineData("11.5%", 1_150)]
    [InlineData("100", 10_000)]
    [InlineData("0,01", 1)]
    public void A_rate_is_read_as_people_write_it(string typed, int basisPoints)
    {
        Assert.True(Percentuale.TryParse(typed, "4", out var read, out _));
        Assert.Equal(basisPoints, read);
    }

    [Theory]
    [InlineData("")]
    [InlineData("quattro")]
    [InlineData("-4")]
    [InlineData("0")]
    [InlineData("100,01")]
    [InlineData("4,005")]
    [InlineData("1.000,00")]
    [InlineData("99999999999999999999999999999999")]
    public void What_is_no_rate_is_refused(string typed) => Assert.False(Percentuale.TryParse(typed, "4", out _, out _));

    [Theory]
    [InlineData("rf 01", RegimeFiscale.RF01)]
    [InlineData("RF-19", RegimeFiscale.RF19)]
    public void A_code_is_read_however_it_is_spelt(string typed, RegimeFiscale code) => Assert.Equal(code, RegimiFiscali.List.Parse(typed));

    [Theory]
    [InlineData("RF03")]
    [InlineData("0")]
    [InlineData("")]
    public void What_is_no_code_is_refused(string typed) => Assert.False(RegimiFiscali.List.TryParse(typed, out _, out _));

    [Fact]
    public void Every_code_has_its_words()
    {
        Assert.Equal(Enum.GetValues<RegimeFiscale>().Order(), RegimiFiscali.List.All.Select(r => r.Code).Order());
        Assert.Equal(Enum.GetValues<TipoCassa>(), PrevidenzaCodes.Casse.All.Select(r => r.Code));
        Assert.Equal(Enum.GetValues<TipoRitenuta>(), PrevidenzaCodes.Ritenute.All.Select(r => r.Code));
        Assert.Equal(Enum.GetValues<TipoDocumento>(), TipiDocumento.List.All.Select(r => r.Code));
        Assert.Equal(Enum.GetValues<EsigibilitaIva>(), EsigibilitaIvaCodes.List.All.Select(r => r.Code));
    }

    [Fact]
    public void Answers_that_clash_are_told()
    {
        var kept = new PanelConfiguration(Guid.NewGuid(), Guid.NewGuid());
        kept.Keep(new Previdenza { Ritenuta = new Ritenuta(TipoRitenuta.RT01, 2_000, "A") });
        var ritenuta = kept.Previdenza!;

        Assert.Null(SetupWarnings.OfRegime(RegimeFiscale.RF01, SubjectType.Societa, kept));
        Assert.NotNull(SetupWarnings.OfRegime(RegimeFiscale.RF19, SubjectType.LiberoProfessionista, kept));
        Assert.NotNull(SetupWarnings.OfRegime(RegimeFiscale.RF19, SubjectType.Societa, null));
        Assert.NotNull(SetupWarnings.OfEsigibilita(EsigibilitaIva.S, kept));
        Assert.Null(SetupWarnings.OfEsigibilita(EsigibilitaIva.I, kept));
        Assert.NotNull(SetupWarnings.OfRitenuta(ritenuta, SubjectType.Societa, null));
        Assert.Null(SetupWarnings.OfRitenuta(ritenuta, SubjectType.LiberoProfessionista, null));
        kept.Keep(new Regime { Codice = RegimeFiscale.RF17 });
        Assert.NotNull(SetupWarnings.OfEsigibilita(EsigibilitaIva.I, kept));
        Assert.Null(SetupWarnings.OfEsigibilita(EsigibilitaIva.D, kept));
        Assert.NotNull(SetupWarnings.OfCassa(new Previdenza { Cassa = new Cassa(TipoCassa.TC01, 400) }, SubjectType.Societa));
        Assert.Null(SetupWarnings.OfCassa(new Previdenza { Cassa = new Cassa(TipoCassa.TC07, 400) }, SubjectType.DittaIndividuale));
        Assert.NotNull(SetupWarnings.OfDocumento(TipoDocumento.TD06, SubjectType.Societa));
        Assert.Contains("20 %", SetupWarnings.OfAliquota(20)!, StringComparison.Ordinal);
        Assert.NotNull(SetupWarnings.OfPec(new Avvisi { Pec = "io@esempio.it" }));
    }
}
