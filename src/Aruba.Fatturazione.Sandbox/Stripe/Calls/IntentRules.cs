using Aruba.Fatturazione.Sandbox.Stripe.Objects;
using Aruba.Fatturazione.Sandbox.Stripe.Wire;

namespace Aruba.Fatturazione.Sandbox.Stripe.Calls;

/// <summary>What PaymentIntents and SetupIntents have in common when a call is judged.</summary>
internal static class IntentRules
{
    /// <summary>The card that a parameter names; null when it names none. A ready-made one (<c>pm_card_visa</c>) makes a new card of its kind.</summary>
    /// <exception cref="StripeRefusal">There is no such card, or it cannot be used for this customer.</exception>
    public static StripeCard? CardFor(this StripeCall call, StripeCustomer? customer)
    {
        if (call.Params.Text("payment_method") is not { } name)
        {
            return null;
        }

        var card = call.World.CardNamed(name, "payment_method");
        Usable(card, customer);
        return card;
    }

    /// <exception cref="StripeRefusal">The card is spent, or belongs to somebody else.</exception>
    public static void Usable(StripeCard card, StripeCustomer? customer)
    {
        if (card.IsSpent)
        {
            throw Spent();
        }

        if (card.Customer is { } owner && owner != customer)
        {
            throw new StripeRefusal(customer is null
                ? $"The payment method supplied ({card.Id}) belongs to a Customer. Please include the Customer in the `customer` parameter."
                : $"The payment method supplied ({card.Id}) does not belong to the Customer you supplied ({customer.Id}).", "payment_method");
        }
    }

    public static StripeRefusal Spent() => StripeRefusal.NotNow(
        "This PaymentMethod was previously used without being attached to a Customer or was detached from a Customer, and may not be used again.", "payment_method");

    /// <exception cref="StripeRefusal">There is no such card.</exception>
    public static StripeCard CardNamed(this StripeWorld world, string name, string param)
    {
        if (TestCards.FindToken(name) is not { } test)
        {
            return world.Cards.Named(name, param) ?? throw StripeRefusal.Missing("PaymentMethod", name, param);
        }

        return world.Cards.Add(new StripeCard(StripeWorld.NewId("pm"), world.Now, test.Nature, test.Brand, test.Number[^4..])
        {
            ExpMonth = 12,
            ExpYear = world.UtcNow.Year + 4,
        });
    }

    /// <summary>Two parameters that exclude each other.</summary>
    /// <exception cref="StripeRefusal">Both are given.</exception>
    public static void NotBoth(this StripeParams given, string one, string other)
    {
        if (given.Has(one) && given.Has(other))
        {
            throw new StripeRefusal($"You may only specify one of these parameters: {one}, {other}.", one);
        }
    }

    /// <summary>Parameters that make sense only when the intent is confirmed in the same call.</summary>
    /// <exception cref="StripeRefusal">One is given without <c>confirm=true</c>.</exception>
    public static void OnlyWithConfirm(this StripeParams given, params string[] names)
    {
        if (!given.Flag("confirm") && names.FirstOrDefault(given.Has) is { } stray)
        {
            throw new StripeRefusal($"The parameter `{stray}` can only be used with confirm=true.", stray);
        }
    }

    /// <summary>Since 2023-08-16 an intent that takes any method needs an address to come back to: some of them send the person elsewhere.</summary>
    /// <exception cref="StripeRefusal">It has none.</exception>
    public static void NeedReturnUrl(bool isAutomatic, bool allowsRedirects, bool isOffSession, string? returnUrl, string word)
    {
        if (isAutomatic && allowsRedirects && !isOffSession && returnUrl is null)
        {
            throw new StripeRefusal(
                $"This {word} is configured to accept payment methods enabled in your Dashboard. Because some of these payment methods might redirect your customer "
                + "off of your page, you must provide a `return_url`. If you don't want to accept redirect-based payment methods, set "
                + "`automatic_payment_methods[enabled]` to `true` and `automatic_payment_methods[allow_redirects]` to `never` when creating the intent.", "return_url");
        }
    }

    /// <summary>The 402 of a refused card, with the intent as it is now.</summary>
    public static StripeReply Declined(this StripeCall call, StripeIntent intent)
    {
        var json = intent.ToJson(Expansion.None);
        var error = (json["last_payment_error"] ?? json["last_setup_error"])?.DeepClone().AsObject() ?? [];
        error[intent.Kind] = intent.ToJson(call.Expansion);
        return new StripeReply(StatusCodes.Status402PaymentRequired, new() { ["error"] = error });
    }
}
