namespace Aruba.Fatturazione.Web.Development;

/// <summary>Lets the links in mails follow <c>ASPNETCORE_URLS</c> while developing.</summary>
internal static class DevelopmentAddress
{
    /// <summary>
    /// In Development, when the shop was told to listen elsewhere and nobody chose <c>Store:PublicUrl</c>, the public address becomes the
    /// first address it listens on; otherwise the mails would lead to a port where nobody answers.
    /// </summary>
    public static void FollowListeningAddress(this WebApplicationBuilder builder)
    {
        var first = builder.Configuration["urls"]?.Split(';', StringSplitOptions.RemoveEmptyEntries).FirstOrDefault();
        var chosen = builder.Configuration["Store:PublicUrl"];
        if (!builder.Environment.IsDevelopment() || first is null || !(string.IsNullOrEmpty(chosen) || chosen == StoreApp.DefaultUrl))
        {
            return;
        }

        if (Uri.TryCreate(Reachable(first), UriKind.Absolute, out var url) && url.Port != 0)
        {
            builder.Configuration.AddInMemoryCollection([new("Store:PublicUrl", url.ToString().TrimEnd('/'))]);
        }
    }

    /// <summary>The address as a browser on this machine reaches it: "any address" becomes localhost.</summary>
    public static string Reachable(string listening) => listening.Trim()
        .Replace("://+", "://localhost", StringComparison.Ordinal)
        .Replace("://*", "://localhost", StringComparison.Ordinal)
        .Replace("://0.0.0.0", "://localhost", StringComparison.Ordinal)
        .Replace("://[::]", "://localhost", StringComparison.Ordinal)
        .TrimEnd('/');
}
