using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Aruba.Fatturazione.Web.Features.Documents;

/// <summary>The contract texts, for anyone to read and print, before and after the purchase.</summary>
[AllowAnonymous]
public sealed class DocumentsController(ContractLibrary library, TimeProvider clock) : Controller
{
    /// <summary>What holds today.</summary>
    [HttpGet("/documenti")]
    public IActionResult Index() => View("Documents", library.AllInForceOn(clock.Today()));

    /// <summary>The version of a text that holds today.</summary>
    [HttpGet("/documenti/{code}")]
    public IActionResult Today(string code) => Page(library.InForceOn(code, clock.Today()));

    /// <summary>What is done with personal data: the notice that registrations and orders refer to.</summary>
    [HttpGet("/privacy")]
    public IActionResult Privacy() => Today(ContractLibrary.PrivacyNotice);

    /// <summary>One version of a text, also a former one.</summary>
    [HttpGet("/documenti/{code}/{version}")]
    public IActionResult Version(string code, string version) => Page(library.Find(code, version));

    private IActionResult Page(ContractDocument? document) => document is null ? NotFound() : View("Document", document);
}
