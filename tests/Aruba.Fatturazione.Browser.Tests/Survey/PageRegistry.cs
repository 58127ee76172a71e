namespace Aruba.Fatturazione.Browser.Tests.Survey;

/// <summary>
/// Every page in every state that it can be seen in. A new page is one more entry in the file of its area; a page without one
/// fails <c>Every_page_of_the_shop_is_surveyed</c>.
/// </summary>
internal static class PageRegistry
{
    /// <summary>GET routes at which nothing is looked at, each with its reason.</summary>
    public static readonly IReadOnlyDictionary<string, string> NoPages = new Dictionary<string, string>
    {
        ["/acquista"] = "leads on to the first step that is missing",
        ["/health/live"] = "for machines",
        ["/health/ready"] = "for machines",
        ["/sessione"] = "for the script that extends a session",
        ["/pannello/sessione"] = "for the script that extends a session",
    };

    public static IReadOnlyList<SurveyEntry> Shop { get; } = [.. PublicPages.All, .. CheckoutPages.All, .. AreaPages.All, .. ProfilePages.All, .. WalletPages.All];

    public static IReadOnlyList<SurveyEntry> Rest { get; } = [.. DeskPages.All, .. PanelPages.All, .. SandboxPages.All, .. ErrorPages.All];

    public static IEnumerable<SurveyEntry> All => Shop.Concat(Rest);
}
