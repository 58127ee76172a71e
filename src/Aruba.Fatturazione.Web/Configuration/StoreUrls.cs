using Microsoft.Extensions.Options;

namespace Aruba.Fatturazione.Web.Configuration;

/// <summary>Absolute addresses for mails and documents: always under the configured public address, never under what a request claims.</summary>
public sealed class StoreUrls(IOptions<StoreOptions> options)
{
    /// <summary>The shop's front page.</summary>
    public Uri Home { get; } = new(options.Value.PublicUrl.TrimEnd('/') + "/");

    /// <summary>An address below it, given without leading slash.</summary>
    public Uri At(string path) => new(Home, path);

    /// <summary>The customer's page of an order.</summary>
    public Uri Order(string number) => At($"area-clienti/ordini/{number}");

    /// <summary>The customer's kept methods.</summary>
    public Uri Wallet => At("area-clienti/metodi");

    /// <summary>Where a provider's page sends the customer back.</summary>
    public Uri Payment(Guid attemptId) => At($"pagamento/{attemptId:N}");

    /// <summary>Where it sends one who gives up.</summary>
    public Uri PaymentCancelled(Guid attemptId) => At($"pagamento/{attemptId:N}/annullato");

    /// <summary>The sign-in page of the panel.</summary>
    public Uri Panel => At("pannello");
}
