using Microsoft.AspNetCore.Mvc.ViewFeatures;

namespace Aruba.Fatturazione.Web.Features.Shared;

/// <summary>The words of the browser's title bar.</summary>
public static class PageTitle
{
    /// <summary>The product's name, also the wordmark.</summary>
    public const string Product = "Fatturazione Elettronica";

    /// <summary>
    /// "Passo — Acquisto — Fatturazione Elettronica" from <c>ViewData["Title"]</c>, the optional
    /// <c>ViewData["Section"]</c> (or <paramref name="section"/>) and the product; "Errore: " first when the form came back.
    /// </summary>
    public static string Of(ViewDataDictionary viewData, string? section = null)
    {
        var parts = new[] { viewData["Title"] as string, viewData["Section"] as string ?? section, Product };
        var title = string.Join(" — ", parts.Where(part => !string.IsNullOrWhiteSpace(part)).Distinct());
        return viewData.ModelState.IsValid ? title : $"Errore: {title}";
    }
}
