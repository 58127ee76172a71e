using System.Diagnostics;
using System.Text;
using Aruba.Fatturazione.Orders;
using Aruba.Fatturazione.Payments;
using Aruba.Fatturazione.Web.Accounts;
using Aruba.Fatturazione.Web.Data;
using Aruba.Fatturazione.Web.Reconciliation;
using Aruba.Fatturazione.Web.Tests.Desk;
using Aruba.Fatturazione.Web.Tests.Infrastructure;
using Aruba.Fatturazione.Web.Tests.Payments;
using Aruba.Fatturazione.Web.Tests.Reconciliation;
using Microsoft.EntityFrameworkCore;

namespace Aruba.Fatturazione.Web.Tests.Proof;

/// <summary>
/// The shop dies before or after a durable step, comes back, and within a minute the auditor finds nothing and the customer reads what is true
/// and can finish (bar B-K1). One process after the other over the same database, as in life.
/// </summary>
public sealed class KillTests : IAsyncLifetime
{
    private static readonly TimeSpan Minute = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(200);

    private static readonly (string Point, PaymentMethod Method)[] Purchases =
    [
        ("order.placing", PaymentMethod.CartaDiCredito), ("order.placed", PaymentMethod.CartaDiCredito),
        ("attempt.saved", PaymentMethod.CartaDiCredito), ("provider.opened", PaymentMethod.CartaDiCredito), ("attempt.opened", PaymentMethod.CartaDiCredito),
        ("webhook.read", PaymentMethod.CartaDiCredito), ("webhook.saved", PaymentMethod.CartaDiCredito), ("event.acted", PaymentMethod.CartaDiCredito),
        ("answer.read", PaymentMethod.CartaDiCredito), ("answer.saved", PaymentMethod.CartaDiCredito),
        ("attempt.claimed", PaymentMethod.PayPal), ("provider.collected", PaymentMethod.PayPal),
        ("outbox.claimed", PaymentMethod.CartaDiCredito), ("outbox.handled", PaymentMethod.CartaDiCredito), ("outbox.done", PaymentMethod.CartaDiCredito),
        ("service.saving", PaymentMethod.CartaDiCredito), ("service.saved", PaymentMethod.PayPal), ("credentials.saved", PaymentMethod.CartaDiCredito),
        ("mail.sending", PaymentMethod.CartaDiCredito), ("mail.sent", PaymentMethod.PayPal),
    ];

    private readonly MortalShop shop = new();

    public async Task InitializeAsync()
    {
        await MortalShop.BuiltAsync();
        await shop.InitializeAsync();
    }

    public async Task DisposeAsync()
    {
        await shop.EndAsync();
        await shop.DisposeAsync();
    }

    [Fact]
    public async Task B_K1_a_shop_killed_at_any_step_comes_back_clean_and_the_customer_finishes_with_one_charge()
    {
        await shop.LiveAsync();
        foreach (var (point, method) in Purchases)
        {
            await PurchaseAsync(point, "kill", method);
        }

        foreach (var point in new[] { "registration.saving", "registration.saved" })
        {
            await RegistrationAsync(point);
        }

        foreach (var point in new[] { "refund.asked", "refund.answered" })
        {
            await RefundAsync(point);
        }

        foreach (var point in new[] { "bankfile.storing", "bankfile.stored", "bankline.registering", "bankline.registered" })
        {
            await StatementAsync(point);
        }

        // A step that breaks without taking the process with it.
        foreach (var point in new[] { "provider.opened", "service.saving", "mail.sent" })
        {
            await PurchaseAsync(point, "throw", PaymentMethod.CartaDiCredito);
        }
    }

    [Fact]
    public async Task Only_the_build_for_these_tests_knows_points_of_failure()
    {
        Assert.False(await NamesPointsAsync(typeof(StoreDbContext).Assembly.Location));
        Assert.True(await NamesPointsAsync(await MortalShop.BuiltAsync()));
    }

    private async Task PurchaseAsync(string point, string deed, PaymentMethod method)
    {
        var shopper = await shop.CustomerThereAsync();
        shop.Order(point, deed);
        await UntilItDiesAsync(() => BuyAsync(shopper, method));
        await ComeBackAsync(point, deed);

        var placed = (await shopper.PlacedAsync()).SingleOrDefault();
        if (placed is not null)
        {
            await AssertTrueStateAsync(point, shopper, placed.Number);
        }

        await shop.TakeTheMinuteOffAsync();
        await FinishAsync(shopper, method);
        await SettleAsync(point, deed, shopper);
        var order = await shop.OrderAsync(shopper);
        Assert.True(shop.TakenFor(order) is [{ } taken] && taken.AmountCents == order.Gross.Cents, $"{point}: {shop.TakenFor(order).Count} charges");
    }

    private async Task RegistrationAsync(string point)
    {
        var shopper = await shop.CustomerThereAsync();
        var number = await shopper.OrdersAsync(PaymentMethod.Bonifico);
        using var agent = await shop.AgentThereAsync($"agente-{point}@example.it");
        shop.Order(point, "kill");
        await UntilItDiesAsync(() => RegisterAsync(agent, shopper, number));
        await ComeBackAsync(point, "kill");

        await shop.TakeTheMinuteOffAsync();
        if ((await shop.OrderAsync(shopper)).Status == OrderStatus.AwaitingPayment)
        {
            await RegisterAsync(agent, shopper, number);
        }

        await SettleAsync(point, "kill", shopper);
        Assert.Single((await shop.OrderAsync(shopper)).Payments);
    }

    private async Task StatementAsync(string point)
    {
        var shopper = await shop.CustomerThereAsync();
        var number = await shopper.OrdersAsync(PaymentMethod.Bonifico);
        var gross = (await shopper.PlacedAsync()).Single().Gross;
        using var agent = await shop.AgentThereAsync($"agente-{point}@example.it");
        shop.Order(point, "kill");
        await UntilItDiesAsync(() => agent.UploadFileAsync(Statements.Camt([new(gross.Dotted, number, $"RIF {number}"), new("1.00", $"altro {number}", $"ALTRO {number}")])));
        await ComeBackAsync(point, "kill");

        await shop.TakeTheMinuteOffAsync();
        await SettleAsync(point, "kill", shopper);
        Assert.Single((await shop.OrderAsync(shopper)).Payments);
        await UntilAsync(point, () => shop.InDatabaseAsync(db => db.Set<BankLine>().CountAsync(l => l.Remittance.EndsWith(number) && l.State != BankLineState.Waiting).ContinueWith(t => t.Result == 2, TaskScheduler.Default)));
    }

    private async Task RefundAsync(string point)
    {
        var shopper = await shop.CustomerThereAsync();
        await BuyAsync(shopper, PaymentMethod.CartaDiCredito);
        await SettleAsync(point, "kill", shopper);
        var order = await shop.OrderAsync(shopper);
        shop.Order(point, "kill");
        await shop.OnOrderAsync(order.Number, o => o.DecideRefund(new Refund
        {
            Id = Guid.CreateVersion7(),
            PaymentId = o.Payments[0].Id,
            Amount = new Importo(500),
            Note = "prova",
            DecidedBy = "prova",
            DecidedAt = TimeProvider.System.UtcNow(),
        }));
        await UntilItDiesAsync(() => Task.CompletedTask);
        await ComeBackAsync(point, "kill");
        await shop.TakeTheMinuteOffAsync();
        await UntilAsync(point, async () => (await shop.OrderAsync(shopper)).Refunds.All(r => r.Status == RefundStatus.Made));
        await UntilCleanAsync(point);
        Assert.Single(shop.Sandbox.Ledger.State.Refunds, r => r.Capture == order.Payments[0].Reference);
    }

    private static async Task BuyAsync(Shopper shopper, PaymentMethod method) => await PayAsync(shopper, await shopper.OrdersOnlineAsync(method), method);

    private static async Task PayAsync(Shopper shopper, Uri page, PaymentMethod method)
    {
        var back = method == PaymentMethod.PayPal ? await Payer.PayByPayPalAsync(page, "ok@acquirenti.example") : await Payer.PayByCardAsync(page);
        await shopper.Browser.OpenAsync(back ?? throw new InvalidOperationException("The provider's page kept the buyer."));
    }

    private static async Task RegisterAsync(Browser agent, Shopper shopper, string number)
    {
        var gross = (await shopper.PlacedAsync()).Single().Gross;
        var form = await agent.OpenAsync($"/assistenza/ordini/{number}/pagamento");
        var asked = await form.SendNamedAsync("Continua", ("Importo", gross.Plain), ("Conto", "bank"), ("Riferimento", $"rif-{number}"));
        await asked.SendAsync("Registra");
    }

    // What the customer does who was thrown out: the same click again, the provider's page that is still open, or the payment page.
    private async Task FinishAsync(Shopper shopper, PaymentMethod method)
    {
        if ((await shopper.PlacedAsync()).SingleOrDefault() is not { } placed)
        {
            await BuyAsync(shopper, method);
            return;
        }

        var attempts = await shop.AttemptsAsync(placed);
        if (shop.TakenFor(placed).Count > 0)
        {
            await shopper.Browser.OpenAsync($"/pagamento/{attempts[^1].Id:N}");
            return;
        }

        if (attempts is [.., { Status: AttemptStatus.Pending, PageUrl: { } open }])
        {
            await PayAsync(shopper, new Uri(open), method);
            return;
        }

        if (attempts is [.., { IsLive: true } live])
        {
            await shopper.Browser.OpenAsync($"/pagamento/{live.Id:N}");
            if ((await shop.OrderAsync(shopper)).Status != OrderStatus.AwaitingPayment)
            {
                return;
            }
        }

        var choose = await shopper.Browser.OpenAsync($"/area-clienti/ordini/{placed.Number}/paga");
        var form = choose.Form("Paga").SetByName("Metodo", method.ToString()).Tick("Autorizzo");
        using var answer = await form.SendOnceAsync();
        var page = answer.Headers.Location is { IsAbsoluteUri: true } p ? p : throw new InvalidOperationException($"No provider's page: {(int)answer.StatusCode} {answer.Headers.Location}");
        await PayAsync(shopper, page, method);
    }

    private async Task UntilItDiesAsync(Func<Task> deed)
    {
        try
        {
            await deed();
        }
        catch (Exception e) when (e is HttpRequestException or InvalidOperationException or TaskCanceledException or IOException or System.Net.Sockets.SocketException)
        {
            // The shop went away under the customer's hands, or answered with an error page.
        }

        for (var tries = 0; tries < 100 && !shop.WasMet; tries++)
        {
            await Task.Delay(Look);
        }
    }

    private async Task ComeBackAsync(string point, string deed)
    {
        Assert.True(shop.WasMet, $"{point} was never met");
        if (deed == "kill")
        {
            await UntilAsync(point, () => Task.FromResult(shop.IsDead));
            await shop.LiveAsync();
        }

        await UntilCleanAsync(point);
    }

    private async Task AssertTrueStateAsync(string point, Shopper shopper, string number)
    {
        var order = await shop.OrderAsync(shopper);
        var page = await shopper.Browser.OpenAsync($"/area-clienti/ordini/{number}");
        Assert.True(page.Status == System.Net.HttpStatusCode.OK, $"{point}: {page.Status}");
        if (shop.TakenFor(order).Count > 0 && order.Payments.Count > 0)
        {
            Assert.False(page.Html.Contains($"/ordini/{number}/paga\"", StringComparison.Ordinal), $"{point}: a paid order asks to be paid");
        }
    }

    private async Task SettleAsync(string point, string deed, Shopper shopper)
    {
        await UntilAsync($"{point} {deed}", async () =>
        {
            var order = await shop.OrderAsync(shopper);
            return order.Status == OrderStatus.Concluded && !await shop.InDatabaseAsync(db => db.Outbox.AnyAsync(m => m.Topic == order.Number && m.DoneAt == null));
        });
        await UntilCleanAsync(point);
    }

    private async Task UntilCleanAsync(string point)
    {
        IReadOnlyList<string> found = [];
        await UntilAsync(point, async () => (found = await shop.FindAsync()).Count == 0, () => string.Join('\n', found));
    }

    private static async Task UntilAsync(string point, Func<Task<bool>> done, Func<string>? why = null)
    {
        var watch = Stopwatch.StartNew();
        while (!await done())
        {
            Assert.True(watch.Elapsed < Minute, $"{point}: not within a minute. {why?.Invoke()}");
            await Task.Delay(Look);
        }
    }

    private static async Task<bool> NamesPointsAsync(string assembly) =>
        (await File.ReadAllBytesAsync(assembly)).AsSpan().IndexOf(Encoding.Unicode.GetBytes("provider.opened")) >= 0;
}
