using System.Diagnostics;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;

namespace Aruba.Fatturazione.Bench;

/// <summary>How much is measured.</summary>
internal sealed record Sizes(int Pages, int Purchases, int AtSixteen, int ForMemory, int FloodSeconds)
{
    public static Sizes Full { get; } = new(1000, 100, 160, 1000, 60);

    public static Sizes Quick { get; } = new(1000, 30, 32, 0, 10);
}

/// <summary>The figures of one database, from a Release server and a sandbox, each its own process.</summary>
internal sealed class Bench(Programs programs, Store store, Sizes sizes, Figures figures)
{
    private const int Iterations = 220_000;
    private int people;

    public async Task RunAsync()
    {
        await using var sandbox = await programs.StartSandboxAsync();

        // The first start makes the database; it is not the one that is timed.
        await using (await StartAsync(sandbox, 1_000))
        {
        }

        await using (var shop = await StartAsync(sandbox, 1_000))
        {
            Add("start to ready", shop.StartTime.TotalSeconds, "s", 3);
            await PagesAsync(shop);
            await PurchasesAsync(shop, sandbox);
            await FloodAsync(shop);
        }

        await using (var shop = await StartAsync(sandbox, Iterations))
        {
            await HearAsync(sandbox, shop);
            await ThroughputAsync(shop);
        }
    }

    private void Add(string what, double value, string unit, double? most = null) => figures.Add(store.Provider, what, value, unit, most);

    private Task<Served> StartAsync(Sandbox sandbox, int iterations) => programs.StartShopAsync(store, sandbox, iterations);

    private Buyer Next(Served shop) => new(shop.Address, Interlocked.Increment(ref people));

    private async Task PagesAsync(Served shop)
    {
        var page = await CostOfPageAsync(shop, null, "/");
        await using var bare = await programs.StartBareAsync(await new HttpClient().GetStringAsync(shop.Address));
        var yardstick = await CostOfPageAsync(bare, null, "/");
        Add("product page", page, "CPU-ms");
        Add("the same page as a bare view", yardstick, "CPU-ms");
        Add("product page against the bare view", page / yardstick, "×", 1.5);

        using var buyer = Next(shop);
        await buyer.PrepareAsync();
        await SignedInAsync(shop, buyer, "/acquista/carrello");
        await SignedInAsync(shop, buyer, "/acquista/modulo-ordine");
        var order = await buyer.OrderAsync("Bonifico");
        await SignedInAsync(shop, buyer, "/area-clienti");
        await SignedInAsync(shop, buyer, order.AbsolutePath);
    }

    private async Task SignedInAsync(Served shop, Buyer buyer, string path) =>
        Add($"signed-in page {(path.Contains("ordini/", StringComparison.Ordinal) ? "/area-clienti/ordini/…" : path)}", await CostOfPageAsync(shop, buyer, path), "CPU-ms", 4);

    private async Task<double> CostOfPageAsync(Served server, Buyer? buyer, string path)
    {
        using var http = new HttpClient { BaseAddress = server.Address };
        var client = buyer?.Browser.Client ?? http;
        async Task AskAsync(int times)
        {
            for (var i = 0; i < times; i++)
            {
                using var answer = await client.GetAsync(path);
                answer.EnsureSuccessStatusCode();
                await answer.Content.ReadAsByteArrayAsync();
            }
        }

        await AskAsync(sizes.Pages);
        await server.RestAsync();
        return await server.CostAsync(() => AskAsync(sizes.Pages)) / sizes.Pages;
    }

    // Passwords cost nearly nothing here: what is left is everything else.
    private async Task PurchasesAsync(Served shop, Sandbox sandbox)
    {
        Add("one password hash", HashCost(), "CPU-ms");
        await ManyAsync(sizes.Purchases, 1, async () => await OneAsync(shop, b => b.BuyByTransferAsync())); // warm
        Add("whole purchase by bonifico without hashing", await shop.CostAsync(() => ManyAsync(sizes.Purchases, 1, () => OneAsync(shop, b => b.BuyByTransferAsync()))) / sizes.Purchases, "CPU-ms", 60);

        await HearAsync(sandbox, shop);
        await ManyAsync(sizes.Purchases, 1, () => OneAsync(shop, b => b.BuyByCardAsync())); // warm
        Add("whole purchase by card without hashing", await shop.CostAsync(() => ManyAsync(sizes.Purchases, 1, () => OneAsync(shop, b => b.BuyByCardAsync()))) / sizes.Purchases, "CPU-ms", 90);

        await HearAsync(sandbox, null);
        await SettlingAsync(shop);
        await PostsAsync(shop);
        await ManyAsync(Math.Max(0, sizes.ForMemory - (4 * sizes.Purchases)), 4, () => OneAsync(shop, b => b.BuyByTransferAsync()));
        await shop.RestAsync();
        Add($"memory after {people} purchases", shop.Megabytes, "MB", 250);
    }

    private async Task SettlingAsync(Served shop)
    {
        List<(Buyer Buyer, string Back)> paid = [];
        for (var i = 0; i < sizes.Purchases; i++)
        {
            var buyer = Next(shop);
            await buyer.PrepareAsync();
            paid.Add((buyer, await buyer.PayAsync()));
        }

        await shop.RestAsync();
        var cost = await shop.CostAsync(async () =>
        {
            foreach (var (buyer, back) in paid)
            {
                using (buyer)
                {
                    await buyer.ReturnAsync(back);
                }
            }
        });
        Add("settled payment: return, order's page, activation, mails", cost / paid.Count, "CPU-ms");
    }

    private async Task PostsAsync(Served shop)
    {
        using var buyer = Next(shop);
        await buyer.PrepareAsync();
        var cart = await buyer.Browser.OpenAsync("/acquista/carrello");
        var token = cart.Form("Prosegui e completa l'ordine").Fields.Single(f => f.Key.Contains("Token", StringComparison.OrdinalIgnoreCase));
        async Task PostAsync(int times)
        {
            for (var i = 0; i < times; i++)
            {
                using var answer = await buyer.Browser.PostOnceAsync("/acquista/carrello/durata", [token, new("anni", i % 2 == 0 ? "2" : "1")]);
            }
        }

        await PostAsync(sizes.Pages);
        await shop.RestAsync();
        Add("post of the cart", await shop.CostAsync(() => PostAsync(sizes.Pages)) / sizes.Pages, "CPU-ms", 8);
    }

    private async Task FloodAsync(Served shop)
    {
        using var flood = new Flood(shop.Address);
        var cost = await shop.CostAsync(() => flood.RunAsync(sizes.FloodSeconds));
        Add($"p99 of a webhook's answer, 200/s for {sizes.FloodSeconds} s, 30 % repeated", flood.P99, "ms", 500);
        Add("webhooks refused", flood.Refused, "of " + flood.Requests, 0);
        Add("webhooks lost", flood.Sent.Count - await store.EventsAsync(), "of " + flood.Sent.Count, 0);
        Add("webhook, its handling included", cost / flood.Requests, "CPU-ms", 5);
    }

    private async Task ThroughputAsync(Served shop)
    {
        await OneAsync(shop, b => b.BuyByCardAsync());
        await RateAsync("purchases by bonifico, one after the other", sizes.Purchases, 1, () => OneAsync(shop, b => b.BuyByTransferAsync()));
        await RateAsync("purchases by bonifico, 16 at once", sizes.AtSixteen, 16, () => OneAsync(shop, b => b.BuyByTransferAsync()));
        await RateAsync("purchases by card, one after the other", sizes.Purchases, 1, () => OneAsync(shop, b => b.BuyByCardAsync()));
        await RateAsync("purchases by card, 16 at once", sizes.AtSixteen, 16, () => OneAsync(shop, b => b.BuyByCardAsync()));
    }

    private async Task RateAsync(string what, int count, int atOnce, Func<Task> one)
    {
        var watch = Stopwatch.StartNew();
        await ManyAsync(count, atOnce, one);
        Add(what, count / watch.Elapsed.TotalSeconds, "/s");
    }

    private async Task OneAsync(Served shop, Func<Buyer, Task> buy)
    {
        using var buyer = Next(shop);
        await buy(buyer);
    }

    private static async Task ManyAsync(int count, int atOnce, Func<Task> one) =>
        await Parallel.ForEachAsync(Enumerable.Range(0, count), new ParallelOptions { MaxDegreeOfParallelism = atOnce }, async (_, _) => await one());

    // From now on the providers send their webhooks to this shop, or to nobody.
    private static async Task HearAsync(Sandbox sandbox, Served? shop)
    {
        using var http = new HttpClient { BaseAddress = sandbox.Address };
        using var answer = await http.PutAsJsonAsync("/mischief", new { webhooks = new { address = shop?.Address.ToString() ?? "" } });
        answer.EnsureSuccessStatusCode();
    }

    private static double HashCost()
    {
        const int Times = 8;
        var before = Process.GetCurrentProcess().TotalProcessorTime;
        for (var i = 0; i < Times; i++)
        {
            Rfc2898DeriveBytes.Pbkdf2(Encoding.UTF8.GetBytes("tre gatti al sole"), RandomNumberGenerator.GetBytes(16), Iterations, HashAlgorithmName.SHA512, 32);
        }

        return (Process.GetCurrentProcess().TotalProcessorTime - before).TotalMilliseconds / Times;
    }
}
