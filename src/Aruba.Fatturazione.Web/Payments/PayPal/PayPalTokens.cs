using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Options;

namespace Aruba.Fatturazione.Web.Payments.PayPal;

/// <summary>The bearer token of this instance: asked for once, kept until shortly before its end. Safe for many threads.</summary>
internal sealed class PayPalTokens(IHttpClientFactory clients, IOptions<PayPalOptions> options, TimeProvider clock) : IDisposable
{
    // A token that ends on its way to PayPal would cost a second call.
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(5);

    private readonly SemaphoreSlim one = new(1, 1);
    private volatile Kept? kept;

    /// <summary>A token that is still good, asked for when there is none.</summary>
    public async Task<PayPalReply<string>> GetAsync(CancellationToken ct)
    {
        if (Current is { } token)
        {
            return new PayPalReply<string>.Answered(token);
        }

        await one.WaitAsync(ct);
        try
        {
            return Current is { } other ? new PayPalReply<string>.Answered(other) : await AskAsync(ct);
        }
        finally
        {
            one.Release();
        }
    }

    /// <summary>PayPal no longer takes this token. One that was asked for meanwhile stays.</summary>
    public void Discard(string token)
    {
        if (kept is { } held && held.Token == token)
        {
            kept = null;
        }
    }

    /// <inheritdoc />
    public void Dispose() => one.Dispose();

    private string? Current => kept is { } held && held.Until > clock.GetUtcNow() ? held.Token : null;

    private async Task<PayPalReply<string>> AskAsync(CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, options.Value.ApiBase.TrimEnd('/') + "/v1/oauth2/token")
        {
            Content = new FormUrlEncodedContent([new("grant_type", "client_credentials")]),
        };
        request.Headers.Authorization = new AuthenticationHeaderValue(
            "Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{options.Value.ClientId}:{options.Value.ClientSecret}")));
        using var client = clients.CreateClient(PaymentSources.PayPal);
        using var answer = await client.SendAsync(request, ct);
        if (!answer.IsSuccessStatusCode)
        {
            // Nothing was asked of PayPal yet, but why there is no token must be seen: a wrong secret says 401 here.
            return new PayPalReply<string>.Unknown($"no token: {(int)answer.StatusCode}");
        }

        var grant = await JsonSerializer.DeserializeAsync(await answer.Content.ReadAsStreamAsync(ct), PayPalJson.Default.GrantSeen, ct);
        if (grant is not { AccessToken: { Length: > 0 } token, ExpiresIn: > 0 and { } seconds })
        {
            return new PayPalReply<string>.Unknown("no token: an answer that cannot be read");
        }

        kept = new Kept(token, clock.GetUtcNow().AddSeconds(seconds) - Margin);
        return new PayPalReply<string>.Answered(token);
    }

    private sealed record Kept(string Token, DateTimeOffset Until);
}
