using System.Text.Json.Nodes;
using Aruba.Fatturazione.Sandbox.Ledger;
using Aruba.Fatturazione.Sandbox.Stripe.Objects;
using Aruba.Fatturazione.Sandbox.Stripe.Wire;

namespace Aruba.Fatturazione.Sandbox.Stripe;

/// <summary>
/// Where cards are tried: takes the money, asks for authentication, or refuses. Every way to a charge ends here, so there is one place
/// that writes money into the ledger. Callers hold the world's lock.
/// </summary>
internal sealed class StripeTill(StripeWorld world)
{
    /// <summary>
    /// Tries the card of this intent. Null: it worked, or the person must authenticate (see the intent's status); else why it was refused.
    /// </summary>
    /// <param name="intent">Has a card to be tried.</param>
    /// <param name="presence">Whether the owner is there.</param>
    /// <param name="pages">Address of the sandbox's Stripe, for the authentication page.</param>
    /// <param name="failOnAction">Refuse instead of asking for authentication.</param>
    public CardDecline? Try(StripeIntent intent, CardPresence presence, string pages, bool failOnAction = false)
    {
        var card = CardOf(intent);
        if (RefusalOf(card, intent, presence) is { } refusal)
        {
            return Refuse(intent, refusal);
        }

        if (!WantsAuthentication(card, intent))
        {
            Accept(intent, card);
            return null;
        }

        if (failOnAction || presence == CardPresence.OffSession)
        {
            return Refuse(intent, CardDecline.AuthenticationRequired);
        }

        intent.AskAuthentication($"{pages}/3ds/{intent.Id}");
        world.Tell($"{intent.Kind}.requires_action", intent);
        return null;
    }

    /// <summary>The person answered on the authentication page. Null: it worked; else why the card was refused.</summary>
    public CardDecline? Authenticated(StripeIntent intent, bool confirmed)
    {
        var card = CardOf(intent);
        if (!confirmed)
        {
            return Refuse(intent, intent is StripeSetup ? CardDecline.SetupNotAuthenticated : CardDecline.PaymentNotAuthenticated);
        }

        if (RefusalOf(card, intent, CardPresence.Typed) is { } refusal)
        {
            return Refuse(intent, refusal);
        }

        Accept(intent, card);
        return null;
    }

    /// <summary>Keeps a card for its owner.</summary>
    public void Attach(StripeCard card, StripeCustomer customer)
    {
        card.Customer = customer;
        world.Ledger.Record(new LedgerVaulted(StripeWorld.Provider, card.Id, customer.Id, card.Brand, card.Last4, null, world.UtcNow));
        world.Tell("payment_method.attached", card);
    }

    private static StripeCard CardOf(StripeIntent intent) =>
        intent.Card ?? throw new InvalidOperationException($"{intent.Id} has no card to try.");

    private CardDecline? RefusalOf(StripeCard card, StripeIntent intent, CardPresence presence) =>
        card.IsExpiredOn(world.UtcNow) ? CardDecline.Expired
        : card.Nature == CardNature.SavesThenFails && intent is StripePayment && presence != CardPresence.Typed ? CardDecline.Generic
        : CardDecline.Of(card.Nature);

    private static bool WantsAuthentication(StripeCard card, StripeIntent intent) => card.Nature switch
    {
        CardNature.AuthenticateAlways => true,
        CardNature.AuthenticateUnlessSetUp => intent is StripeSetup || !card.IsSetUp,
        _ => false,
    };

    private void Accept(StripeIntent intent, StripeCard card)
    {
        if (intent is StripePayment payment)
        {
            Charge(payment, card);
        }
        else if (intent is StripeSetup setup)
        {
            Keep(card, setup.Customer, setup.Usage);
            setup.Finish();
            world.Tell("setup_intent.succeeded", setup);
        }

        if (intent.Session is { } session)
        {
            session.Customer ??= intent.Customer;
            session.Complete();
            world.Tell("checkout.session.completed", session);
        }
    }

    private void Charge(StripePayment payment, StripeCard card)
    {
        var charge = world.Charges.Add(new StripeCharge(StripeWorld.NewId("ch"), world.Now, payment, card, null));
        charge.Merge(payment.Metadata);
        payment.Succeed(charge);
        world.Ledger.Record(new LedgerCapture(
            StripeWorld.Provider, payment.Id, payment.Metadata.GetValueOrDefault("order"), payment.Metadata.GetValueOrDefault("attempt"),
            payment.Amount, payment.Currency, payment.Customer?.Id, card.Id, world.UtcNow));
        Keep(card, payment.Customer, payment.SetupFutureUsage);
        world.Tell("charge.succeeded", charge);
        world.Tell("payment_intent.succeeded", payment);
    }

    private void Keep(StripeCard card, StripeCustomer? customer, string? usage)
    {
        card.IsSetUp |= usage == "off_session";
        if (card.Customer is null && customer is not null && usage is not null)
        {
            Attach(card, customer);
        }

        card.IsSpent |= card.Customer is null;
    }

    private CardDecline Refuse(StripeIntent intent, CardDecline decline)
    {
        var card = CardOf(intent);
        var error = decline.ToJson();
        error["payment_method"] = card.ToJson(Expansion.None);
        if (intent is StripePayment payment)
        {
            RefuseCharge(payment, card, decline, error);
        }
        else
        {
            intent.Refuse(error);
            world.Tell("setup_intent.setup_failed", intent);
        }

        return decline;
    }

    private void RefuseCharge(StripePayment payment, StripeCard card, CardDecline decline, JsonObject error)
    {
        // The bank hears of a charge only after the person has authenticated: without that there is no charge.
        if (decline != CardDecline.PaymentNotAuthenticated)
        {
            var charge = world.Charges.Add(new StripeCharge(StripeWorld.NewId("ch"), world.Now, payment, card, decline));
            charge.Merge(payment.Metadata);
            payment.LatestCharge = charge;
            error["charge"] = charge.Id;
        }

        payment.Refuse(error);
        if (payment.LatestCharge is { IsPaid: false } failed && decline != CardDecline.PaymentNotAuthenticated)
        {
            world.Tell("charge.failed", failed);
        }

        world.Tell("payment_intent.payment_failed", payment);
    }
}
