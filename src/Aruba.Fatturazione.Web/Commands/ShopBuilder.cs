namespace Aruba.Fatturazione.Web.Commands;

/// <summary>Begins the composition, in the folder where the settings and the data are.</summary>
internal static class ShopBuilder
{
    private const string SettingsFile = "appsettings.json";

    /// <summary>
    /// A builder whose content root is the current folder, as everywhere in .NET, unless the settings lie beside the program: a command given
    /// from somewhere else must find the same database as the shop.
    /// </summary>
    public static WebApplicationBuilder New(string[] settings)
    {
        var beside = !File.Exists(SettingsFile) && File.Exists(Path.Combine(AppContext.BaseDirectory, SettingsFile));
        var told = settings.Any(s => s.Contains("contentRoot", StringComparison.OrdinalIgnoreCase)) || Environment.GetEnvironmentVariable("ASPNETCORE_CONTENTROOT") is not null;
        return WebApplication.CreateBuilder(new WebApplicationOptions { Args = settings, ContentRootPath = beside && !told ? AppContext.BaseDirectory : null });
    }
}
