using System.Security.Cryptography;
using System.Text;
using Aruba.Fatturazione.Web.Tests.Account;

namespace Aruba.Fatturazione.Web.Tests.Payments;

/// <summary>Events of Stripe written and signed by hand, so that a test decides when each comes.</summary>
internal static class StripeEvents
{
    private static int count;

    /// <summary>An event about an object; <paramref name="rest"/> are further members of the object, as JSON.</summary>
    public static string About(string type, string kind, string id, string rest = "") =>
        $$"""{"id":"evt_mano{{Interlocked.Increment(ref count)}}","object":"event","type":"{{type}}","livemode":false,"created":1,"api_version":"2026-10-28.endive","data":{"object":{"id":"{{id}}","object":"{{kind}}" """ + (rest.Length == 0 ? "" : "," + rest) + "}}}";

    public static string Sign(string body, string secret, DateTimeOffset at)
    {
        var time = at.ToUnixTimeSeconds();
        return $"t={time},v1={Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes($"{time}.{body}")))}";
    }

    /// <summary>Posts a body with valid proof; it must be acknowledged.</summary>
    public static async Task TellsAsync(this AccountHost store, string body)
    {
        using var http = new HttpClient { BaseAddress = store.Address };
        using var request = new HttpRequestMessage(HttpMethod.Post, "/webhooks/stripe") { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.TryAddWithoutValidation("Stripe-Signature", Sign(body, "whsec_sandbox", store.Clock.GetUtcNow()));
        using var answer = await http.SendAsync(request);
        Assert.True(answer.IsSuccessStatusCode, $"{(int)answer.StatusCode} for {body}");
    }
}
