using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Aruba.Fatturazione.Sandbox.Mischief;

namespace Aruba.Fatturazione.Sandbox.PayPal;

/// <summary>PayPal's API under <c>/paypal</c>, so far as the shop uses it.</summary>
internal static class PayPalEndpoints
{
    public static IServiceCollection AddPayPal(this IServiceCollection services) => services
        .AddSingleton<PayPalWorld>()
        .AddSingleton<PayPalRequestIds>()
        .AddSingleton<PayPalDoor>()
        .AddSingleton<PayPalSigner>()
        .AddSingleton<PayPalEvents>()
        .AddSingleton<PayPalOrders>()
        .AddSingleton<PayPalPayments>()
        .AddSingleton<PayPalVault>()
        .AddSingleton<PayPalConsole>();

    /// <summary>The fault switches; call it before routing.</summary>
    public static void UsePayPalMischief(this WebApplication app) =>
        app.UseHttpMischief(new ProviderDialect(PayPalWorld.Provider, PayPalDoor.RequestIdHeader, PayPalErrors.Body, PausesInside: true));

    public static void MapPayPal(this WebApplication app)
    {
        var api = app.MapGroup("/paypal");
        api.MapPost("/v1/oauth2/token", (HttpContext context, PayPalDoor door) => door.GrantAsync(context)).DisableAntiforgery();
        MapOrders(api);
        MapPayments(api);
        MapVault(api);
        MapWebhookCalls(api);
        api.MapPayPalPages();
        app.MapPayPalConsole();
    }

    /// <summary>The things as seen from this caller.</summary>
    public static PayPalViews Views(this HttpRequest request) => new($"{request.Scheme}://{request.Host}/paypal");

    private static void MapOrders(RouteGroupBuilder api)
    {
        api.MapPost("/v2/checkout/orders", (HttpContext context, PayPalDoor door, PayPalOrders orders) => door.WriteAsync(context, PayPalRequests.Order, (body, _) =>
        {
            var (views, whole) = (context.Request.Views(), WantsAll(context.Request));
            var answer = orders.Create(body, views, whole, out var id);
            return (answer, id is null ? null : () => orders.Show(id, views, whole));
        }));
        api.MapGet("/v2/checkout/orders/{id}", (string id, HttpContext context, PayPalDoor door, PayPalOrders orders) =>
            door.ReadAsync(context, () => orders.Show(id, context.Request.Views())));
        api.MapPost("/v2/checkout/orders/{id}/capture", (string id, HttpContext context, PayPalDoor door, PayPalOrders orders) => door.WriteAsync(
            context,
            PayPalRequests.Capture,
            (body, _) =>
            {
                var views = context.Request.Views();
                var answer = orders.Capture(id, body, views);
                return (answer, answer.Status < 300 ? () => orders.Show(id, views) : null);
            },
            body => body.TryGetProperty("payment_source", out _)));
    }

    private static void MapPayments(RouteGroupBuilder api)
    {
        api.MapGet("/v2/payments/captures/{id}", (string id, HttpContext context, PayPalDoor door, PayPalPayments payments) =>
            door.ReadAsync(context, () => payments.Show(id, context.Request.Views())));
        api.MapPost("/v2/payments/captures/{id}/refund", (string id, HttpContext context, PayPalDoor door, PayPalPayments payments) =>
            door.WriteAsync(context, PayPalRequests.Refund, (body, _) =>
            {
                var views = context.Request.Views();
                var answer = payments.Refund(id, body, views, out var refund);
                return (answer, refund is null ? null : () => payments.ShowRefund(refund, views));
            }));
        api.MapGet("/v2/payments/refunds/{id}", (string id, HttpContext context, PayPalDoor door, PayPalPayments payments) =>
            door.ReadAsync(context, () => payments.ShowRefund(id, context.Request.Views())));
    }

    private static void MapVault(RouteGroupBuilder api)
    {
        api.MapPost("/v3/vault/setup-tokens", (HttpContext context, PayPalDoor door, PayPalVault vault) => door.WriteAsync(context, PayPalRequests.SetupToken, (body, _) =>
        {
            var views = context.Request.Views();
            var answer = vault.CreateSetup(body, views, out var id);
            return (answer, id is null ? null : () => vault.ShowSetup(id, views));
        }));
        api.MapGet("/v3/vault/setup-tokens/{id}", (string id, HttpContext context, PayPalDoor door, PayPalVault vault) =>
            door.ReadAsync(context, () => vault.ShowSetup(id, context.Request.Views())));
        api.MapPost("/v3/vault/payment-tokens", (HttpContext context, PayPalDoor door, PayPalVault vault) => door.WriteAsync(context, PayPalRequests.PaymentToken, (body, _) =>
        {
            var views = context.Request.Views();
            var answer = vault.CreateToken(body, views, out var id);
            return (answer, id is null ? null : () => vault.Show(id, views));
        }));
        api.MapGet("/v3/vault/payment-tokens", (string? customer_id, HttpContext context, PayPalDoor door, PayPalVault vault) => door.ReadAsync(context, () =>
            string.IsNullOrEmpty(customer_id)
                ? PayPalAnswer.Malformed(new PayPalDetail("MISSING_REQUIRED_PARAMETER", "A required field / parameter is missing.", "customer_id"))
                : vault.List(customer_id, context.Request.Views())));
        api.MapGet("/v3/vault/payment-tokens/{id}", (string id, HttpContext context, PayPalDoor door, PayPalVault vault) =>
            door.ReadAsync(context, () => vault.Show(id, context.Request.Views())));
        api.MapDelete("/v3/vault/payment-tokens/{id}", (string id, HttpContext context, PayPalDoor door, PayPalVault vault) =>
            door.ReadAsync(context, () => vault.Delete(id, context.Request.Views())));
    }

    private static void MapWebhookCalls(RouteGroupBuilder api)
    {
        api.MapPost("/v1/notifications/verify-webhook-signature", (HttpContext context, PayPalDoor door, PayPalSigner signer) =>
            door.WriteAsync(context, PayPalRequests.Verify, (body, raw) =>
            {
                // The event counts as it was written, not as we would write it.
                var written = Encoding.UTF8.GetBytes(raw.GetProperty("webhook_event").GetRawText());
                var genuine = signer.Verify(Text(raw, "transmission_id"), Text(raw, "transmission_time"), written, Text(raw, "webhook_id"), Text(raw, "transmission_sig"));
                return (PayPalAnswer.Ok(new JsonObject { ["verification_status"] = genuine ? "SUCCESS" : "FAILURE" }), null);
            }));
        api.MapGet("/v1/notifications/certs/{id}", (PayPalSigner signer, TimeProvider clock) =>
            Results.Text(signer.Certificate(clock.GetUtcNow()), "application/x-pem-file"));
    }

    private static string Text(JsonElement body, string name) => body.GetProperty(name).GetString() ?? "";

    private static bool WantsAll(HttpRequest request) => request.Headers["Prefer"] == "return=representation";
}
