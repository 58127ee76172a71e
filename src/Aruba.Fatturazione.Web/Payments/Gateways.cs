using Aruba.Fatturazione.Orders;

namespace Aruba.Fatturazione.Web.Payments;

/// <summary>The providers that are configured.</summary>
public sealed class Gateways(IEnumerable<IPaymentGateway> all)
{
    private readonly Dictionary<PaymentMethod, IPaymentGateway> byMethod = all.ToDictionary(g => g.Method);

    /// <summary>The provider of a method, or null when none is configured.</summary>
    public IPaymentGateway? Find(PaymentMethod method) => byMethod.GetValueOrDefault(method);

    /// <summary>The provider of a method. Throws when it is no longer configured: payments that began with it cannot be followed.</summary>
    public IPaymentGateway Of(PaymentMethod method) =>
        Find(method) ?? throw new InvalidOperationException($"No provider is configured for {method}, but payments of that kind exist.");

    /// <summary>The provider with that source name, or null.</summary>
    public IPaymentGateway? From(string source) => byMethod.Values.FirstOrDefault(g => g.Source == source);
}
