using Aruba.Fatturazione.Fiscal;
using Aruba.Fatturazione.Web.Data;
using Aruba.Fatturazione.Web.Features.Documents;
using Microsoft.EntityFrameworkCore;

namespace Aruba.Fatturazione.Web.Accounts;

/// <summary>What a new customer said, checked.</summary>
public sealed record NewCustomer(
    Registrant Registrant, CodiceFiscale CodiceFiscale, PartitaIva? PartitaIva, IndirizzoEmail Email, string Password, bool WantsMarketing);

/// <summary>
/// Makes customers' accounts. Whether a subject was registered before is told to its owner, by mail, and to nobody else
/// (docs/decisions/0011-registration-tells-nothing.md).
/// </summary>
public sealed class Registrations(StoreDbContext db, Passwords passwords, ContractLibrary documents, TimeProvider clock)
{
    private const int MaxCollisions = 10;

    /// <summary>The username to show: the new account's, or one that opens nothing when the subject or mailbox has an account already.</summary>
    public async Task<string> RegisterAsync(NewCustomer customer, CancellationToken ct)
    {
        // Both branches hash: the time must not tell what the page does not.
        var hash = await passwords.HashAsync(customer.Password, ct);
        var owners = await OwnersAsync(customer, ct);
        for (var collisions = 0; owners.Count == 0 && collisions < MaxCollisions; collisions++)
        {
            var account = Make(customer, hash);
            if (account.MarketingConsentAt is { } at)
            {
                db.Consents.Add(new Consent { Id = Guid.CreateVersion7(clock.GetUtcNow()), AccountId = account.Id, Given = true, At = at, TextVersion = account.PrivacyVersion ?? "" });
            }

            if (await InsertAsync(account, ct))
            {
                return account.UserName!;
            }

            // The username was taken, or the same form was sent twice at once: then the first one owns it.
            owners = await OwnersAsync(customer, ct);
        }

        foreach (var owner in owners)
        {
            db.Raise(new RegistrationRepeated(owner));
        }

        await db.SaveChangesAsync(ct);
        return Usernames.New();
    }

    private async Task<bool> InsertAsync(Account account, CancellationToken ct)
    {
        db.Users.Add(account);
        try
        {
            await db.SaveChangesAsync(ct);
            return true;
        }
        catch (DbUpdateException)
        {
            db.ChangeTracker.Clear();
            return false;
        }
    }

    private Task<List<Guid>> OwnersAsync(NewCustomer customer, CancellationToken ct)
    {
        var email = customer.Email.Normalized;
        return db.Users.Where(a => a.NormalizedEmail == email || a.CodiceFiscale == customer.CodiceFiscale
            || (customer.PartitaIva != null && a.PartitaIva == customer.PartitaIva)).Select(a => a.Id).ToListAsync(ct);
    }

    private Account Make(NewCustomer customer, string hash)
    {
        var now = clock.UtcNow();
        var username = Usernames.New();
        return new Account
        {
            Id = Guid.CreateVersion7(clock.GetUtcNow()),
            Kind = AccountKind.Customer,
            UserName = username,
            NormalizedUserName = Usernames.Normalized(username),
            Email = customer.Email.Value,
            NormalizedEmail = customer.Email.Normalized,
            PasswordHash = hash,
            CreatedAt = now,
            Registrant = customer.Registrant,
            CodiceFiscale = customer.CodiceFiscale,
            PartitaIva = customer.PartitaIva,
            PrivacyVersion = documents.InForceOn(ContractLibrary.PrivacyNotice, clock.Today())?.Version,
            MarketingConsentAt = customer.WantsMarketing ? now : null,
        };
    }
}
