using Aruba.Fatturazione.Browser.Tests.Infrastructure;
using OtpNet;

namespace Aruba.Fatturazione.Browser.Tests.Story;

/// <summary>Somebody of the support desk, from the invitation on.</summary>
internal sealed class Agent(BrowserHost host, Window window) : IAsyncDisposable
{
    private static int agents;

    public async Task EnrolsAsync()
    {
        var invitation = await host.InviteAsync($"agente{Interlocked.Increment(ref agents)}@assistenza.example");
        await window.OpenAsync(invitation.PathAndQuery);
        var secret = (await window.Page.Locator("main code").InnerTextAsync()).Replace(" ", "", StringComparison.Ordinal);
        await window.WriteAsync("Password", "lampada verde in cucina");
        await window.WriteAsync("Codice che mostra l'app", new Totp(Base32Encoding.ToBytes(secret)).ComputeTotp(host.Clock.GetUtcNow().UtcDateTime));
        await window.SendAsync("Entra");
        await window.PageIsSoundAsync();
    }

    public async Task RegistersPaymentAsync(string number)
    {
        await window.OpenAsync("/assistenza/ordini");
        await window.WriteAsync("Cerca", number);
        await window.SendAsync("Cerca");
        if (!new Uri(window.Page.Url).AbsolutePath.EndsWith(number, StringComparison.Ordinal))
        {
            await window.FollowAsync(number);
        }

        await window.FollowAsync("Registra un pagamento");
        await window.PickAsync("Conto bancario");
        await window.WriteAsync("Riferimento della banca", $"CRO-{number}");
        await window.SendAsync("Continua");
        await window.SendAsync("Registra il pagamento");
        await window.SeesAsync("Attesa attivazione");
    }

    public ValueTask DisposeAsync() => window.DisposeAsync();
}
