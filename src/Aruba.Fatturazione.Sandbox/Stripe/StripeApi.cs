using System.Text.Json.Nodes;
using Aruba.Fatturazione.Sandbox.Mischief;
using Aruba.Fatturazione.Sandbox.Stripe.Calls;
using Aruba.Fatturazione.Sandbox.Stripe.Pages;
using Aruba.Fatturazione.Sandbox.Stripe.Wire;

namespace Aruba.Fatturazione.Sandbox.Stripe;

/// <summary>Stripe's API under <c>/stripe</c>: its table of contents.</summary>
internal static class StripeApi
{
    /// <summary>Stripe for the fault switches.</summary>
    public static readonly ProviderDialect Dialect = new(StripeWorld.Provider, "Idempotency-Key", ErrorBody, PausesInside: true);

    private static readonly IEnumerable<StripeEndpoint> Endpoints =
    [
        .. CustomerCalls.All, .. SessionCalls.All, .. PaymentCalls.All, .. SetupCalls.All, .. CardCalls.All, .. MoneyBackCalls.All, .. EventCalls.All,
    ];

    public static IServiceCollection AddStripe(this IServiceCollection services) =>
        services.AddSingleton<StripeWorld>().AddSingleton<StripeTill>().AddSingleton<StripeDoor>();

    public static void MapStripe(this WebApplication app)
    {
        var door = app.Services.GetRequiredService<StripeDoor>();
        foreach (var endpoint in Endpoints)
        {
            app.MapMethods(Dialect.Prefix + endpoint.Path, [endpoint.Method], context => door.HandleAsync(context, endpoint));
        }

        app.MapCheckout();
        app.MapThreeDSecure();
        app.MapStripeConsole();
        app.Map(Dialect.Prefix + "/{version:regex(^v[0-9]$)}/{**rest}", door.RefuseUnknownAsync);
    }

    // https://docs.stripe.com/api/errors
    private static JsonObject ErrorBody(int status)
    {
        var error = status switch
        {
            StatusCodes.Status402PaymentRequired => CardDecline.Generic.ToJson(),
            StatusCodes.Status429TooManyRequests => new JsonObject
            {
                ["type"] = "invalid_request_error",
                ["code"] = "rate_limit",
                ["message"] = "Request rate limit exceeded. Learn more about rate limits.",
            },
            >= 500 => new JsonObject { ["type"] = "api_error", ["message"] = "An unknown error occurred" },
            _ => new JsonObject { ["type"] = "invalid_request_error", ["message"] = $"The sandbox was told to answer {status}." },
        };
        return new JsonObject { ["error"] = error };
    }
}
