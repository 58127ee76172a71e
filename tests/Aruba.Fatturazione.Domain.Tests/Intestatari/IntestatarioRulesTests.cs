using Aruba.Fatturazione.Intestatari;

namespace Aruba.Fatturazione.Domain.Tests.Intestatari;

public sealed class IntestatarioRulesTests
{
    [Fact]
    public void Every_kind_of_subject_has_its_rules() =>
        Assert.All(Enum.GetValues<SubjectType>(), type => Assert.NotNull(IntestatarioRules.For(type)));

    [Fact]
    public void Every_kind_names_either_a_person_or_who_represents_it_with_the_code_that_goes_with_it() =>
        Assert.All(Enum.GetValues<SubjectType>().Select(IntestatarioRules.For), rules =>
        {
            Assert.NotEqual(rules.Requires(HolderField.Persona), rules.Requires(HolderField.Rappresentante));
            Assert.Equal(rules.Requires(HolderField.Persona), rules.Requires(HolderField.CodicePersonale));
            Assert.Equal(rules.Requires(HolderField.Rappresentante), rules.Requires(HolderField.CodiceNumerico));
        });

    [Theory]
    [InlineData(SubjectType.LiberoProfessionista, Presence.Optional, Presence.Required)]
    [InlineData(SubjectType.DittaIndividuale, Presence.Required, Presence.Required)]
    [InlineData(SubjectType.Societa, Presence.Required, Presence.Required)]
    [InlineData(SubjectType.Ente, Presence.Required, Presence.Required)]
    [InlineData(SubjectType.PubblicaAmministrazione, Presence.Required, Presence.Optional)]
    [InlineData(SubjectType.PersonaFisica, Presence.Absent, Presence.Required)]
    public void Denominazione_and_partita_iva_are_asked_by_kind(SubjectType type, Presence denominazione, Presence partitaIva)
    {
        Assert.Equal(denominazione, IntestatarioRules.For(type)[HolderField.Denominazione]);
        Assert.Equal(partitaIva, IntestatarioRules.For(type)[HolderField.PartitaIva]);
    }

    [Fact]
    public void Only_a_public_body_gives_tender_codes_and_has_no_choice_of_recipient() =>
        Assert.All(Enum.GetValues<SubjectType>(), type =>
        {
            Assert.Equal(type == SubjectType.PubblicaAmministrazione, IntestatarioRules.For(type).Asks(HolderField.CigCup));
            Assert.Equal(type != SubjectType.PubblicaAmministrazione, IntestatarioRules.For(type).Asks(HolderField.SceltaRecapito));
        });

    [Theory]
    [InlineData("7a1b-2c3d 4e", "7A1B2C3D4E", null)]
    [InlineData("", null, null)]
    [InlineData("123", "123", "Il CIG ha 10 caratteri: ne hai scritti 3")]
    [InlineData("12345é7890", "12345é7890", "Il CIG ha solo lettere senza accenti e cifre: togli o correggi «é»")]
    public void A_tender_code_is_read_as_copied(string typed, string? read, string? problem)
    {
        Assert.Equal(read, TenderCode.Read(typed));
        Assert.Equal(problem, TenderCode.Problem(typed, "CIG", TenderCode.CigLength));
    }
}
