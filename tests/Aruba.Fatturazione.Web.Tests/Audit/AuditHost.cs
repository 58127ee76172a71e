using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Aruba.Fatturazione.Orders;
using Aruba.Fatturazione.Web.Accounts;
using Aruba.Fatturazione.Web.Audit;
using Aruba.Fatturazione.Web.Data;
using Aruba.Fatturazione.Web.Tests.Account;
using Aruba.Fatturazione.Web.Tests.Desk;
using Aruba.Fatturazione.Web.Tests.Infrastructure;
using Aruba.Fatturazione.Web.Tests.Payments;
using Microsoft.EntityFrameworkCore;

namespace Aruba.Fatturazione.Web.Tests.Audit;

/// <summary>A shop with both providers and an auditor who hears the sandbox.</summary>
public class AuditHost : AccountHost
{
    private int agents;

    /// <summary>What the auditor finds, each as <c>B-I1 AF…: what</c>.</summary>
    internal async Task<IReadOnlyList<string>> FindAsync(bool withWitness = true)
    {
        var verdicts = await new Auditor(Services).LookAsync(withWitness ? Sandbox.BaseAddress : null, CancellationToken.None);
        return [.. verdicts.SelectMany(v => v.Offences.Select(o => $"{v.Invariant.Id} {o.Key}: {o.What}"))];
    }

    /// <summary>Nothing is wrong.</summary>
    internal async Task AssertCleanAsync() => Assert.Empty(await FindAsync());

    /// <summary>The invariants that are broken.</summary>
    internal async Task<IReadOnlyList<string>> BrokenAsync(bool withWitness = true) => [.. (await FindAsync(withWitness)).Select(f => f.Split(' ')[0]).Distinct()];

    /// <summary>Buys, comes back and has everything done that follows.</summary>
    public async Task<Order> BuyByCardAsync()
    {
        var shopper = await Shopper.ReadyAsync(this);
        await shopper.BuysByCardAsync();
        await this.FinishAsync();
        return await this.OrderAsync(shopper);
    }

    public async Task<Order> BuyByPayPalAsync(string buyer = "ok@acquirenti.example")
    {
        var shopper = await Shopper.ReadyAsync(this);
        var page = await shopper.OrdersOnlineAsync(PaymentMethod.PayPal);
        await shopper.Browser.OpenAsync(await Payer.PayByPayPalAsync(page, buyer) ?? throw new InvalidOperationException("PayPal kept the buyer."));
        await this.FinishAsync();
        return await this.OrderAsync(shopper);
    }

    public async Task<Order> BuyByBonificoAsync(bool pays = true)
    {
        var shopper = await Shopper.ReadyAsync(this);
        var number = await shopper.OrdersAsync(PaymentMethod.Bonifico);
        await this.FinishAsync();
        if (pays)
        {
            await RegisterAsync(number, (await shopper.PlacedAsync()).Single().Gross);
        }

        return await this.OrderAsync(shopper);
    }

    /// <summary>Uses a verb of an order behind every page.</summary>
    public Task<int> OnOrderAsync(string number, Action<Order> verb) => InDatabaseAsync(async db =>
    {
        verb(await db.OrderForVerbsAsync(number, CancellationToken.None) ?? throw new InvalidOperationException(number));
        return await db.SaveChangesAsync();
    });

    /// <summary>An agent registers a bonifico.</summary>
    public async Task RegisterAsync(string number, Importo amount)
    {
        using var agent = await SignedInAsync(AccountKind.Staff, $"agente-{Interlocked.Increment(ref agents)}@example.it");
        var form = await agent.OpenAsync($"/assistenza/ordini/{number}/pagamento");
        var asked = await form.SendNamedAsync("Continua", ("Importo", amount.Plain), ("Conto", "bank"), ("Riferimento", $"rif-{number}-{amount.Cents}"));
        await asked.SendAsync("Registra");
        await this.FinishAsync();
    }

    /// <summary>The provider takes money of which the shop knows nothing; returns the provider's name of it.</summary>
    public async Task<string> ChargeBehindTheShopAsync(string order, string attempt, long cents)
    {
        using var http = new HttpClient { BaseAddress = Sandbox.BaseAddress };
        using var request = new HttpRequestMessage(HttpMethod.Post, "/stripe/v1/payment_intents")
        {
            Content = new FormUrlEncodedContent(new Dictionary<string, string>
            {
                ["amount"] = $"{cents}",
                ["currency"] = "eur",
                ["confirm"] = "true",
                ["off_session"] = "true",
                ["payment_method"] = "pm_card_visa",
                ["metadata[order]"] = order,
                ["metadata[attempt]"] = attempt,
            }),
        };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", "sk_test_sandbox");
        using var answer = await http.SendAsync(request);
        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetString()!;
    }

    /// <summary>Takes every unique index off a table: what they kept out comes in.</summary>
    public Task<int> DropUniqueIndexesAsync<T>() => InDatabaseAsync(async db =>
    {
        foreach (var index in db.Model.FindEntityType(typeof(T))!.GetIndexes().Where(i => i.IsUnique))
        {
#pragma warning disable EF1002 // The model's own name.
            await db.Database.ExecuteSqlRawAsync($"DROP INDEX \"{index.GetDatabaseName()}\"");
#pragma warning restore EF1002
        }

        return 0;
    });
}
