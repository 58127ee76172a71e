using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Aruba.Fatturazione.Bench;

/// <summary>Signed events sent at a steady pace, some of them twice, however long the answers take.</summary>
internal sealed class Flood(Uri shop) : IDisposable
{
    private const int PerSecond = 200;
    private readonly HttpClient http = new(new SocketsHttpHandler { MaxConnectionsPerServer = 256 }) { BaseAddress = shop, Timeout = TimeSpan.FromSeconds(30) };
    private readonly ConcurrentBag<double> waits = [];
    private readonly Random dice = new(2);

    /// <summary>Ids that were sent, each once.</summary>
    public HashSet<string> Sent { get; } = [];

    public int Requests { get; private set; }

    public int Refused { get; private set; }

    /// <summary>Milliseconds from the moment when an event was due to its acknowledgement, which 99 of 100 did not exceed.</summary>
    public double P99 => waits.Order().ElementAt((int)(waits.Count * 0.99) - 1);

    public async Task RunAsync(int seconds)
    {
        List<string> ids = [];
        List<Task> open = [];
        var watch = Stopwatch.StartNew();
        for (var i = 0; i < seconds * PerSecond; i++)
        {
            var due = TimeSpan.FromSeconds((double)i / PerSecond);
            if (due - watch.Elapsed is { Ticks: > 0 } early)
            {
                await Task.Delay(early);
            }

            var id = ids.Count > 0 && dice.NextDouble() < 0.3 ? ids[dice.Next(ids.Count)] : $"evt_bench_{i:000000}";
            ids.Add(id);
            Sent.Add(id);
            open.Add(SendAsync(id, due, watch));
        }

        await Task.WhenAll(open);
        Requests = open.Count;
    }

    public void Dispose() => http.Dispose();

    private async Task SendAsync(string id, TimeSpan due, Stopwatch watch)
    {
        var body = $$$$$"""{"id":"{{{{{id}}}}}","object":"event","type":"customer.created","livemode":false,"created":1,"api_version":"2026-10-28.endive","data":{"object":{"id":"cus_prova","object":"customer","metadata":{}}}}""";
        var at = DateTimeOffset.UtcNow.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var proof = Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes("whsec_sandbox"), Encoding.UTF8.GetBytes($"{at}.{body}")));
        using var request = new HttpRequestMessage(HttpMethod.Post, "/webhooks/stripe") { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.Add("Stripe-Signature", $"t={at},v1={proof}");
        try
        {
            using var answer = await http.SendAsync(request);
            if (!answer.IsSuccessStatusCode)
            {
                Refused++;
            }
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException)
        {
            Refused++;
        }

        waits.Add((watch.Elapsed - due).TotalMilliseconds);
    }
}
