using Aruba.Fatturazione.Fiscal;
using CsCheck;

namespace Aruba.Fatturazione.Tests.Fiscal;

/// <summary>Every refusal names the field and the cure in at most 120 characters, whatever is typed.</summary>
public sealed class FiscalMessagesTests
{
    private static readonly string[] Banned =
        ["non valid", "errat", "obbligator", "si prega", "invalid", "campo", "sbagliat", "0030", "null"];

    [Fact]
    public void Any_text_is_either_accepted_or_explained_in_one_short_sentence() =>
        FiscalGen.Garbage.Sample(
            typed =>
            {
                foreach (var problem in ProblemsOf(typed))
                {
                    Assert.InRange(problem.Length, 15, 120);
                    Assert.True(char.IsUpper(problem[0]), problem);
                    Assert.False(problem.EndsWith('.'), problem);
                    Assert.DoesNotContain(Banned, word => problem.Contains(word, StringComparison.OrdinalIgnoreCase));
                }
            },
            iter: 1_500, threads: 1);

    [Fact]
    public void Very_long_text_is_refused_quickly_and_briefly()
    {
        var problems = ProblemsOf(new string('9', 20_000)).Concat(ProblemsOf(new string('a', 20_000) + "@pec.it")).ToList();

        Assert.All(problems, problem => Assert.InRange(problem.Length, 15, 120));
    }

    private static List<string> ProblemsOf(string typed)
    {
        List<string?> problems =
        [
            PartitaIva.TryParse(typed, out _, out var p1) ? null : p1,
            CodiceFiscale.TryParse(typed, out _, out var p2) ? null : p2,
            CodiceDestinatario.TryParse(typed, out _, out var p3) ? null : p3,
            IndirizzoEmail.TryParse(typed, out _, out var p4) ? null : p4,
            IndirizzoPec.TryParse(typed, out _, out var p5) ? null : p5,
            Cap.TryParse(typed, out _, out var p6) ? null : p6,
            Provincia.TryParse(typed, out _, out var p7) ? null : p7,
            Iban.TryParse(typed, out _, out var p8) ? null : p8,
            LatinText.Problem(typed, XsdLimits.Denominazione, "Denominazione"),
            (RecapitoAssistant.Recognise(typed, pubblicaAmministrazione: true) as RecapitoReading.NotRecognised)?.Problem,
            (RecapitoAssistant.Recognise(typed, pubblicaAmministrazione: false) as RecapitoReading.NotRecognised)?.Problem,
        ];
        return [.. problems.OfType<string>()];
    }
}
