using Aruba.Fatturazione.Web.Configuration;
using Aruba.Fatturazione.Web.Features.Admin.Refunds;
using Aruba.Fatturazione.Web.Features.Payments;
using Aruba.Fatturazione.Web.Payments.PayPal;
using Aruba.Fatturazione.Web.Payments.Stripe;
using Aruba.Fatturazione.Web.Payments.Webhooks;
using Aruba.Fatturazione.Web.Sweeps;

namespace Aruba.Fatturazione.Web.Payments;

/// <summary>Registers the providers that are configured and what asks them.</summary>
internal static class PaymentsSetup
{
    public static IServiceCollection AddStorePayments(this IServiceCollection services, IConfiguration configuration)
    {
        var options = configuration.Section<PaymentsOptions>("Payments");
        var stripe = configuration.Section<StripeOptions>("Stripe");
        if (stripe.IsConfigured)
        {
            services.AddProviderClient(PaymentSources.Stripe, stripe.ApiBase, options);
            services.AddSingleton<IPaymentGateway, StripeGateway>();
        }

        var paypal = configuration.Section<PayPalOptions>("PayPal");
        if (paypal.IsConfigured)
        {
            services.AddProviderClient(PaymentSources.PayPal, paypal.ApiBase, options);
            services.AddSingleton<PayPalTokens>();
            services.AddSingleton<PayPalClient>();
            services.AddSingleton<IPaymentGateway, PayPalGateway>();
        }

        services.AddSingleton<Gateways>();
        services.AddSingleton<PaymentMethods>();
        services.AddScoped<PaymentDesk>();
        services.AddScoped<AttemptBooks>();
        services.AddScoped<AttemptGuard>();
        services.AddScoped<PaymentRequests>();
        services.AddScoped<WebhookInbox>();
        services.AddScoped<OfflineChoice>();
        services.AddScoped<MoneyBack>();
        services.AddScoped<MethodNews>();
        services.AddScoped<RefundDesk>();
        services.AddScoped<KeptMethods>();
        services.AddScoped<Wallet>();
        services.AddScoped<MethodCheck>();
        var jobs = configuration.Section<JobsOptions>("Jobs");
        return services.AddSweep<UnsettledSweep>(jobs).AddSweep<MethodSweep>(jobs);
    }
}
