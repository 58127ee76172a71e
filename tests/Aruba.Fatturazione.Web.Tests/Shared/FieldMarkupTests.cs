using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Aruba.Fatturazione.Web.Features.Shared;
using Aruba.Fatturazione.Web.Features.Shared.TagHelpers;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Aruba.Fatturazione.Web.Tests.Shared;

/// <summary>What every form of the shop relies on, seen as the browser gets it.</summary>
public sealed class FieldMarkupTests
{
    private readonly ViewDataDictionary<SampleForm> viewData =
        new(new EmptyModelMetadataProvider(), new ModelStateDictionary()) { Model = new SampleForm { Nome = "Anna", Codice = "segreta" } };

    [Fact]
    public async Task A_field_in_order_shows_its_value_and_claims_no_error()
    {
        var field = await Write(new FieldTagHelper { For = Property("Nome"), Label = "Nome", ViewContext = View() });

        var input = field.QuerySelector("input")!;
        Assert.Equal("Anna", input.GetAttribute("value"));
        Assert.False(input.HasAttribute("aria-invalid"));
        Assert.Equal(input.Id, field.QuerySelector("label")!.GetAttribute("for"));
    }

    [Fact]
    public async Task A_wrong_field_keeps_what_was_typed_and_points_to_the_words_of_its_error()
    {
        viewData.ModelState.SetModelValue("Nome", new ValueProviderResult("<b>An"));
        viewData.ModelState.AddModelError("Nome", "Inserisci il nome per intero");

        var field = await Write(new FieldTagHelper { For = Property("Nome"), Label = "Nome", Hint = "Come sul documento", ViewContext = View() });

        var input = field.QuerySelector("input")!;
        Assert.Equal("<b>An", input.GetAttribute("value"));
        Assert.Equal("true", input.GetAttribute("aria-invalid"));
        Assert.Equal("Nome-hint Nome-error", input.GetAttribute("aria-describedby"));
        Assert.Equal("Errore: Inserisci il nome per intero", field.QuerySelector("#Nome-error")!.TextContent);
    }

    [Fact]
    public async Task A_password_is_never_written_back()
    {
        viewData.ModelState.SetModelValue("Codice", new ValueProviderResult("segreta"));

        var field = await Write(new PasswordFieldTagHelper { For = Property("Codice"), Label = "Password", ViewContext = View() });

        Assert.DoesNotContain("segreta", field.OuterHtml, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_error_summary_lists_errors_in_the_order_of_the_fields()
    {
        viewData.ModelState.AddModelError("Codice", "Scegli una password");
        viewData.ModelState.AddModelError("Nome", "Inserisci il nome");
        viewData.ModelState.AddModelError("Cap", "Inserisci il CAP");

        var summary = await Write(new ErrorSummaryTagHelper { ViewContext = View() });

        Assert.Equal(["#Nome", "#Cap", "#Codice"], summary.QuerySelectorAll("a").Select(a => a.GetAttribute("href")));
        Assert.StartsWith("Errore: ", PageTitle.Of(viewData), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, "0,00 €")]
    [InlineData(3050, "30,50 €")]
    [InlineData(123456789, "1.234.567,89 €")]
    [InlineData(-5, "-0,05 €")]
    public void Money_reads_as_an_Italian_writes_it(long cents, string words) => Assert.Equal(words, Italian.Euro(cents));

    [Fact]
    public void An_instant_is_told_in_the_time_of_Rome()
    {
        Assert.Equal("1º luglio 2026, ore 0:05", Italian.Instant(new DateTime(2026, 6, 30, 22, 5, 0, DateTimeKind.Unspecified)));
        Assert.Equal("24/11/2026 09:05", Italian.ShortInstant(new DateTime(2026, 11, 24, 8, 5, 0, DateTimeKind.Utc)));
    }

    private ModelExpression Property(string name) =>
        new(name, viewData.ModelExplorer.GetExplorerForProperty(name));

    private ViewContext View() => new() { ViewData = viewData, HttpContext = new DefaultHttpContext() };

    private static async Task<IElement> Write(TagHelper helper)
    {
        var context = new TagHelperContext([], new Dictionary<object, object>(), "test");
        var output = new TagHelperOutput("x", [], (_, _) => Task.FromResult<TagHelperContent>(new DefaultTagHelperContent()));
        await helper.ProcessAsync(context, output);
        await using var text = new StringWriter();
        output.WriteTo(text, System.Text.Encodings.Web.HtmlEncoder.Default);
        return new HtmlParser().ParseDocument(text.ToString()).Body!.FirstElementChild!;
    }

    private sealed class SampleForm
    {
        public string? Nome { get; set; }

        public string? Cap { get; set; }

        public string? Codice { get; set; }
    }
}
