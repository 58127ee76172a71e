using Aruba.Fatturazione.Orders;
using Aruba.Fatturazione.Payments;
using Aruba.Fatturazione.Subscriptions;
using Aruba.Fatturazione.Web.Accounts;
using Aruba.Fatturazione.Web.Outbox.Handlers;
using Aruba.Fatturazione.Web.Reconciliation;
using Aruba.Fatturazione.Web.Renewals;

namespace Aruba.Fatturazione.Web.Outbox;

/// <summary>Everything that happens later, on one screen.</summary>
internal static class StoreReactions
{
    public static Reactions Table() => new Reactions()
        .On<OrderConfirmed>(typeof(SendOrderConfirmation), typeof(SendTransferInstructions), typeof(SendEnrolment))
        .On<TransferChosen>(typeof(SendTransferInstructions))
        .On<PartialPaymentRegistered>(typeof(SendPartialPayment))
        .On<OrderPaid>(typeof(FulfilOrder), typeof(SendPaymentConfirmation))
        .On<PaymentOnClosedOrder>(typeof(SendPaymentOnClosedOrder))
        .On<OrderCancelled>(typeof(SendCancellation))
        .On<ContractWithdrawn>(typeof(SendWithdrawal), typeof(CloseRenewalOrders))
        .On<ServiceActivated>(typeof(SendActivation))
        .On<ActivationFailed>() // the desk's list of things to do shows it
        .On<ActivationRetried>(typeof(FulfilOrder))
        .On<PanelCredentialsRequested>(typeof(SendPanelCredentials))
        .On<PanelPasswordChanged>(typeof(SendPanelPasswordChanged))
        .On<AttemptUnresolved>(typeof(TellDesk))
        .On<ProviderEventReceived>(typeof(HandleProviderEvent))
        .On<MethodKept>(typeof(SendMethodKept))
        .On<MethodRemoved>(typeof(ForgetMethod), typeof(SendMethodRemoved))
        .On<MethodUpdated>(typeof(SendMethodUpdated))
        .On<MethodAwaited>(typeof(AwaitMethod))
        .On<MethodNotKept>(typeof(SendMethodNotKept))
        .On<PaymentToVerify>(typeof(SendPaymentToVerify))
        .On<RefundDecided>(typeof(MakeRefund))
        .On<RefundMade>(typeof(SendRefund))
        .On<RefundFailed>(typeof(TellDesk), typeof(SendRefundFailed))
        .On<PaymentDisputed>(typeof(SendDispute))
        .On<RenewalSwitchedOn>(typeof(SendRenewalOn))
        .On<RenewalMethodReplaced>(typeof(SendRenewalMethodReplaced))
        .On<RenewalSwitchedOff>(typeof(CloseRenewalOrders), typeof(SendRenewalOff))
        .On<ExpiryComesNear>(typeof(SendExpiryNotice))
        .On<RenewalNotPaid>(typeof(SendRenewalProblem))
        .On<ServiceRenewed>(typeof(SendRenewed))
        .On<DisdettaGiven>(typeof(CloseRenewalOrders), typeof(SendDisdetta))
        .On<DisdettaRevoked>(typeof(SendDisdettaRevoked))
        .On<ServiceExtended>(typeof(CloseRenewalOrders), typeof(SendExtended))
        .On<ServiceExpired>(typeof(SendExpired))
        .On<ServiceEnded>(typeof(CloseRenewalOrders), typeof(SendEnded))
        .On<ServiceDeleted>(typeof(SendDeleted))
        .On<BankFileReady>(typeof(StoreBankLines))
        .On<BankLinesStored>(typeof(MatchBankLines))
        .On<RegistrationRepeated>(typeof(SendAlreadyRegistered))
        .On<UsernameForgotten>(typeof(SendUsername))
        .On<PasswordForgotten>(typeof(SendPasswordLink))
        .On<PasswordChanged>(typeof(SendPasswordChanged))
        .On<EmailChangeAsked>(typeof(SendEmailChangeToPresent), typeof(SendEmailChangeToNew))
        .On<EmailChanged>(typeof(SendEmailChanged), typeof(SendEmailLeft))
        .On<AccountDeleted>(typeof(SendAccountDeleted))
        .On<AccountChanged>(typeof(SendAccountChanged))
        .On<RecoveryCodesMade>(typeof(SendRecoveryCodesMade))
        .On<RecoveryCodeUsed>(typeof(SendRecoveryCodeUsed));
}
