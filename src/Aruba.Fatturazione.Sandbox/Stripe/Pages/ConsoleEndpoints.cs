using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Aruba.Fatturazione.Sandbox.Pages;
using Aruba.Fatturazione.Sandbox.Smtp;
using Aruba.Fatturazione.Sandbox.Stripe.Objects;
using Aruba.Fatturazione.Sandbox.Stripe.Wire;

namespace Aruba.Fatturazione.Sandbox.Stripe.Pages;

/// <summary>
/// <c>/stripe-console</c>: what happens at Stripe without the shop: a refund made in the provider's console, a payer who contests, a network that
/// renews a card. By form, and by JSON with the names of Stripe's API.
/// </summary>
internal static class ConsoleEndpoints
{
    public static void MapStripeConsole(this WebApplication app)
    {
        app.MapGet("/stripe-console", (StripeWorld world) =>
        {
            lock (world.Gate)
            {
                return SandboxPages.Page<ConsolePage>(new { View = ConsoleView.Of(world) });
            }
        });
        app.MapPost("/stripe-console/refund", (HttpRequest request, StripeWorld world) => DoAsync(request, world, given =>
            MoneyBack.Refund(world, ChargeIn(world, given), CentsIn(given), given.GetValueOrDefault("reason"), new Dictionary<string, string>())));
        app.MapPost("/stripe-console/dispute", (HttpRequest request, StripeWorld world) => DoAsync(request, world, given =>
            MoneyBack.Contest(world, ChargeIn(world, given), CentsIn(given), given.GetValueOrDefault("reason") ?? "fraudulent")));
        app.MapPost("/stripe-console/dispute/close", (HttpRequest request, StripeWorld world) => DoAsync(request, world, given =>
        {
            var dispute = world.Disputes.Named(given.GetValueOrDefault("dispute"), "dispute") ?? throw Lacking("dispute");
            MoneyBack.Decide(world, dispute, given.GetValueOrDefault("outcome") == "won");
            return dispute;
        }));
        app.MapPost("/stripe-console/update-card", (HttpRequest request, StripeWorld world) => DoAsync(request, world, given => Renew(world, given)));
    }

    private static async Task<IResult> DoAsync(HttpRequest request, StripeWorld world, Func<Dictionary<string, string>, StripeObject> act)
    {
        try
        {
            var given = await ReadAsync(request);
            lock (world.Gate)
            {
                var json = act(given).ToJson(Expansion.None);
                return request.HasFormContentType ? MailboxEndpoints.SeeOther("/stripe-console") : Results.Json(json);
            }
        }
        catch (StripeRefusal refusal)
        {
            return Results.Problem(refusal.Message, statusCode: refusal.Status);
        }
    }

    private static async Task<Dictionary<string, string>> ReadAsync(HttpRequest request)
    {
        if (request.HasFormContentType)
        {
            return (await request.ReadFormAsync()).Where(f => f.Value.ToString().Length > 0).ToDictionary(f => f.Key, f => f.Value.ToString().Trim());
        }

        try
        {
            return (await JsonNode.ParseAsync(request.Body) as JsonObject ?? []).Where(p => p.Value is not null).ToDictionary(p => p.Key, p => $"{p.Value}");
        }
        catch (JsonException e)
        {
            throw new StripeRefusal($"The body is not JSON: {e.Message}");
        }
    }

    private static StripeCharge ChargeIn(StripeWorld world, Dictionary<string, string> given) =>
        world.Charges.Named(given.GetValueOrDefault("charge"), "charge")
        ?? (world.Payments.Named(given.GetValueOrDefault("payment_intent"), "payment_intent") is { } payment
            ? payment.LatestCharge ?? throw MoneyBack.NothingToRefund(payment.Id)
            : throw Lacking("payment_intent"));

    /// <summary>Cents by program (<c>amount</c>), euro by hand (<c>importo</c>, with a comma); null for everything.</summary>
    private static long? CentsIn(Dictionary<string, string> given)
    {
        if (given.TryGetValue("amount", out var cents))
        {
            return long.TryParse(cents, NumberStyles.None, CultureInfo.InvariantCulture, out var whole) ? whole : throw new StripeRefusal("amount must be whole cents.", "amount");
        }

        if (!given.TryGetValue("importo", out var euro))
        {
            return null;
        }

        return decimal.TryParse(euro, NumberStyles.AllowDecimalPoint | NumberStyles.AllowThousands, CultureInfo.GetCultureInfo("it-IT"), out var money) && money * 100 % 1 == 0
            ? (long)(money * 100)
            : throw new StripeRefusal("Scrivi l'importo in euro, per esempio 12,34.", "importo");
    }

    /// <summary>The card network tells Stripe about a new card: https://docs.stripe.com/payments/cards/overview#automatic-card-updates.</summary>
    private static StripeCard Renew(StripeWorld world, Dictionary<string, string> given)
    {
        var card = world.Cards.Named(given.GetValueOrDefault("payment_method"), "payment_method") ?? throw Lacking("payment_method");
        var month = NumberIn(given, "exp_month", card.ExpMonth, 1, 12);
        var year = NumberIn(given, "exp_year", card.ExpYear, 2000, 2099);
        var last4 = given.GetValueOrDefault("last4") ?? card.Last4;
        if (last4.Length != 4 || !last4.All(char.IsAsciiDigit))
        {
            throw new StripeRefusal("last4 must be four digits.", "last4");
        }

        var previous = new JsonObject
        {
            ["card"] = new JsonObject { ["exp_month"] = card.ExpMonth, ["exp_year"] = card.ExpYear, ["last4"] = card.Last4 },
        };
        (card.ExpMonth, card.ExpYear, card.Last4) = (month, year, last4);
        world.Tell("payment_method.automatically_updated", card, previous);
        return card;
    }

    private static int NumberIn(Dictionary<string, string> given, string name, int otherwise, int least, int most) =>
        !given.TryGetValue(name, out var text) ? otherwise
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most ? number
        : throw new StripeRefusal($"{name} must be between {least} and {most}.", name);

    private static StripeRefusal Lacking(string name) => new($"{name} is missing.", name);
}
