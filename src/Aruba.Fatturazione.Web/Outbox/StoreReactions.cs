using Aruba.Fatturazione.Orders;
using Aruba.Fatturazione.Subscriptions;
using Aruba.Fatturazione.Web.Accounts;

namespace Aruba.Fatturazione.Web.Outbox;

/// <summary>Everything that happens later, on one screen.</summary>
internal static class StoreReactions
{
    public static Reactions Table() => new Reactions()
        .On<OrderConfirmed>()
        .On<PartialPaymentRegistered>()
        .On<OrderPaid>()
        .On<PaymentOnClosedOrder>()
        .On<OrderCancelled>()
        .On<ServiceActivated>()
        .On<ActivationFailed>()
        .On<ActivationRetried>()
        .On<PanelCredentialsRequested>()
        .On<RegistrationRepeated>(typeof(SendAlreadyRegistered))
        .On<UsernameForgotten>(typeof(SendUsername))
        .On<PasswordForgotten>(typeof(SendPasswordLink))
        .On<PasswordChanged>(typeof(SendPasswordChanged));
}
