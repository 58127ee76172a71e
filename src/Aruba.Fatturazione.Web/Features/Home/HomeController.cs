using Aruba.Fatturazione.Web.Data;
using Aruba.Fatturazione.Web.Payments;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.OutputCaching;

namespace Aruba.Fatturazione.Web.Features.Home;

/// <summary>Pages that anyone may read and that are the same for everyone.</summary>
[AllowAnonymous]
public sealed class HomeController(CatalogueCache catalogues, PaymentMethods methods) : Controller
{
    /// <summary>The product page: what is sold, what it costs, how it is paid and what happens next.</summary>
    [HttpGet("")]
    [OutputCache(PolicyName = ProductPages.Policy)]
    public async Task<IActionResult> Index(CancellationToken ct) => View(ProductPages.For(await catalogues.TodayAsync(ct), methods));

    /// <summary>Whom to write to, and with what at hand.</summary>
    [HttpGet("contatti")]
    public IActionResult Contatti() => View();

    /// <summary>The accessibility statement (D.Lgs. 82/2022, annex V of directive 2019/882).</summary>
    [HttpGet("accessibilita")]
    public IActionResult Accessibilita() => View();

    /// <summary>Answers to what buyers ask most.</summary>
    [HttpGet("aiuto")]
    public IActionResult Aiuto() => View();
}
