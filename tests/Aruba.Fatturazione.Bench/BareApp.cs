using Microsoft.AspNetCore.Mvc;

namespace Aruba.Fatturazione.Bench;

/// <summary>The yardstick: MVC that answers with the shop's own product page as a bare view. No database, no layout, no middleware.</summary>
internal static class BareApp
{
    public static async Task RunAsync(string url, string htmlFile)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.WebHost.UseUrls(url);
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton(new BarePage(await File.ReadAllTextAsync(htmlFile)));
        builder.Services.AddControllersWithViews();
        var app = builder.Build();
        app.MapControllers();
        await app.RunAsync();
    }
}

/// <summary>The page's text.</summary>
public sealed record BarePage(string Html);

/// <summary>Serves it.</summary>
public sealed class BareController(BarePage page) : Controller
{
    [HttpGet("/")]
    public IActionResult Index() => View("/Views/Bare.cshtml", page.Html);
}
