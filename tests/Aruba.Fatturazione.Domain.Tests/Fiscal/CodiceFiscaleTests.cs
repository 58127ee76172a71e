using Aruba.Fatturazione.Fiscal;

namespace Aruba.Fatturazione.Tests.Fiscal;

public sealed class CodiceFiscaleTests
{
    private static readonly DateOnly Today = new(2026, 9, 1);

    [Theory]
    [InlineData("RSSMRA79B11C566R")]
    [InlineData("RSSFNC80T31F205U")]
    [InlineData("CCCFBA85D03L219P")]
    [InlineData("CCCFBA85D03L21VE")]
    [InlineData("CCCFBA85D03L2MVP")]
    [InlineData("CCCFBAURDLPLNMVU")]
    [InlineData("RSSMRA80A01H501U")]
    [InlineData("86334519757")]
    [InlineData("02342520158")]
    [InlineData("12345678903")]
    public void A_right_code_is_kept_as_it_is(string code)
    {
        Assert.True(CodiceFiscale.TryParse(code, out var result, out var problem), problem);
        Assert.Equal(code, result.Value);
        Assert.Equal(code.Length == 16, result.IsPersonal);
    }

    [Theory]
    [InlineData("CCCFBA85D03L219B", "ultima lettera")]
    [InlineData("CCCFBA85D03L219", "ne hai scritti 15")]
    [InlineData("CCCFBA85D03L219PP", "ne hai scritti 17")]
    [InlineData("CCCFBA85D00L219J", "data di nascita")]
    [InlineData("CCCFBA85D99L219M", "data di nascita")]
    [InlineData("CCCFBA85D35L219Y", "data di nascita")]
    [InlineData("CCCFBA85B30L219F", "data di nascita")]
    [InlineData("CCCFBA85D40L219R", "data di nascita")]
    [InlineData(null, "Inserisci il codice fiscale")]
    [InlineData("  ", "Inserisci il codice fiscale")]
    [InlineData("CCCFBA85F03L219P", "«F» non è un mese")]
    [InlineData("CC0FBA85D03L219P", "«0» al posto 3")]
    [InlineData("CCCFBA8OD03L219P", "al posto 8 va una cifra: hai scritto «O»")]
    [InlineData("CCCFBA85D0312190", "il carattere 12 è una lettera")]
    [InlineData("CCCFBA85D03L2190", "finisce con una lettera")]
    [InlineData("CCCFBÀ85D03L219P", "«À»")]
    [InlineData("8633451975", "ne hai scritte 10")]
    [InlineData("86334519758", "cifra di controllo")]
    [InlineData("00000000000", "Undici zeri")]
    public void Each_mistake_gets_its_own_sentence(string? typed, string expected)
    {
        Assert.False(CodiceFiscale.TryParse(typed, out var result, out var problem));
        Assert.Null(result);
        Assert.Contains(expected, problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("CCCFBA85D03L219P", 1985, 4, 3, false, "L219")]
    [InlineData("CCCFBAURDLPLNMVU", 1985, 4, 3, false, "L219")]
    [InlineData("RSSFNC80T31F205U", 1980, 12, 31, false, "F205")]
    [InlineData("RSSMRA79B11C566R", 1979, 2, 11, false, "C566")]
    public void A_code_tells_birth_sex_and_place_even_with_letters_for_digits(string code, int year, int month, int day, bool female, string place)
    {
        var parsed = CodiceFiscale.Parse(code);

        Assert.Equal(new DateOnly(year, month, day), parsed.BirthDateOn(Today));
        Assert.Equal(female, parsed.IsFemale);
        Assert.Equal(place, parsed.PlaceCode);
    }

    [Fact]
    public void Letters_for_digits_are_recognised()
    {
        Assert.True(CodiceFiscale.Parse("CCCFBA85D03L21VE").IsOmocodia);
        Assert.False(CodiceFiscale.Parse("CCCFBA85D03L219P").IsOmocodia);
    }

    [Fact]
    public void A_body_has_no_birth_sex_or_place()
    {
        var body = CodiceFiscale.Parse("02342520158");

        Assert.False(body.IsPersonal);
        Assert.False(body.IsOmocodia);
        Assert.Null(body.BirthDateOn(Today));
        Assert.Null(body.IsFemale);
        Assert.Null(body.PlaceCode);
        Assert.True(body.Matches("Rossi", "Mario"));
    }

    // 2000 was a leap year and 1900 was not; 2024 and 1924 both were.
    [Theory]
    [InlineData(2000)]
    [InlineData(1924)]
    [InlineData(2024)]
    [InlineData(1996)]
    public void The_29th_of_February_is_taken_in_leap_years(int year)
    {
        var code = CodiceFiscale.For("Rossi", "Maria", new DateOnly(year, 2, 29), female: true, "H501");

        Assert.True(code.IsFemale);
        Assert.Equal(29, code.BirthDateOn(Today)?.Day);
    }

    [Theory]
    [InlineData("RSSMRA01B29H501")]
    [InlineData("RSSMRA99B29H501")]
    [InlineData("RSSMRA01B69H501")]
    [InlineData("RSSMRA85D31H501")]
    public void A_day_that_no_century_had_is_refused_with_any_last_letter(string body)
    {
        foreach (var letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ")
        {
            Assert.False(CodiceFiscale.TryParse(body + letter, out _));
        }
    }

    [Theory]
    [InlineData(2026, 8, 31, 2026)]
    [InlineData(2026, 9, 1, 2026)]
    [InlineData(1926, 9, 2, 1926)]
    [InlineData(2025, 1, 1, 2025)]
    [InlineData(1927, 1, 1, 1927)]
    public void The_century_is_the_latest_that_is_not_in_the_future(int year, int month, int day, int expected)
    {
        var code = CodiceFiscale.For("Rossi", "Mario", new DateOnly(year, month, day), female: false, "H501");

        Assert.Equal(expected, code.BirthDateOn(Today)?.Year);
    }

    [Theory]
    [InlineData("Rossi", "Mario", "RSSMRA")]
    [InlineData("D'Amico", "Niccolò", "DMCNCL")]
    [InlineData("De' Rossi", "Gianfranco", "DRSGFR")]
    [InlineData("Fo", "Io", "FOXIOX")]
    [InlineData("Nguyễn", "Văn", "NGYVNA")]
    [InlineData("Müller", "Françoise", "MLLFNC")]
    [InlineData("Æbeltoft", "Đorđe", "BLTDRD")]
    [InlineData("Aiello", "Anna Maria", "LLANMR")]
    [InlineData("O", "É", "OXXEXX")]
    [InlineData("Fabi", "Fabiana", "FBAFBN")]
    [InlineData("Gallo", "Ottavio", "GLLTTV")]
    public void The_first_six_letters_follow_the_names(string cognome, string nome, string letters)
    {
        var code = CodiceFiscale.For(cognome, nome, new DateOnly(1980, 1, 1), female: false, "H501");

        Assert.StartsWith(letters, code.Value, StringComparison.Ordinal);
        Assert.True(code.Matches(cognome, nome));
        Assert.True(code.Matches($" {cognome.ToUpperInvariant()} ", nome.ToLowerInvariant()));
    }

    [Fact]
    public void Other_names_do_not_match()
    {
        var code = CodiceFiscale.Parse("RSSMRA80A01H501U");

        Assert.True(code.Matches("Rossi", "Mario"));
        Assert.False(code.Matches("Mario", "Rossi"));
        Assert.False(code.Matches("Rossi", "Luigi"));
    }

    [Fact]
    public void The_generated_code_is_the_known_one() =>
        Assert.Equal("RSSMRA80A01H501U", CodiceFiscale.For("Rossi", "Mario", new DateOnly(1980, 1, 1), female: false, "h501").Value);

    [Theory]
    [InlineData("")]
    [InlineData("H5011")]
    [InlineData("1234")]
    [InlineData("È501")]
    public void A_wrong_place_code_is_a_fault_of_ours(string place) =>
        Assert.Throws<FormatException>(() => CodiceFiscale.For("Rossi", "Mario", new DateOnly(1980, 1, 1), female: false, place));
}
