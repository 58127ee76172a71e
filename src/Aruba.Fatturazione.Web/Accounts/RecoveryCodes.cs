using System.Security.Cryptography;
using Aruba.Fatturazione.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace Aruba.Fatturazione.Web.Accounts;

/// <summary>The way in without the phone: ten codes of 50 random bits, each good once (ASVS 6.5.2).</summary>
public sealed class RecoveryCodes(StoreDbContext db, Passwords passwords, TimeProvider clock)
{
    /// <summary>How many are made at a time.</summary>
    public const int Count = 10;

    private const int Length = 10;

    // Without 0, 1, I and O, which people confuse.
    private const string Alphabet = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";

    /// <summary>True for a text that has the shape of a code, however it is spaced and cased.</summary>
    public static bool IsCode(string? text) => Plain(text) is { Length: Length } code && code.All(Alphabet.Contains);

    /// <summary>New codes in the form in which they are read and typed; the earlier ones are dead when it returns.</summary>
    public async Task<IReadOnlyList<string>> MakeAsync(Account owner, CancellationToken ct)
    {
        var codes = Drawn();
        var rows = new List<RecoveryCode>();
        foreach (var code in codes)
        {
            rows.Add(new RecoveryCode
            {
                Id = Guid.CreateVersion7(clock.GetUtcNow()),
                AccountId = owner.Id,
                Selector = code[..RecoveryCode.SelectorLength],
                Hash = await passwords.HashAsync(code, ct),
            });
        }

        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await db.RecoveryCodes.Where(c => c.AccountId == owner.Id).ExecuteDeleteAsync(ct);
        db.RecoveryCodes.AddRange(rows);
        Tell(owner, AccountChange.RecoveryCodesMade, "staff.recovery-codes-made", new RecoveryCodesMade(owner.Id));
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return [.. codes.Select(c => $"{c[..(Length / 2)]}-{c[(Length / 2)..]}")];
    }

    /// <summary>Uses a code up. False when it is not one of the owner's, or was used.</summary>
    public async Task<bool> SpendAsync(Account owner, string text, CancellationToken ct)
    {
        var code = Plain(text);
        var selector = code[..RecoveryCode.SelectorLength];
        var found = await db.RecoveryCodes.AsNoTracking()
            .SingleOrDefaultAsync(c => c.AccountId == owner.Id && c.Selector == selector && c.SpentAt == null, ct);
        if (await passwords.VerifyAsync(found?.Hash ?? Passwords.Unknown, code, ct) == PasswordVerdict.Wrong || found is null)
        {
            return false;
        }

        var now = clock.UtcNow();
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        if (await db.RecoveryCodes.Where(c => c.Id == found.Id && c.SpentAt == null).ExecuteUpdateAsync(u => u.SetProperty(c => c.SpentAt, now), ct) != 1)
        {
            return false;
        }

        Tell(owner, AccountChange.RecoveryCodeUsed, "staff.recovery-code-used", new RecoveryCodeUsed(owner.Id));
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return true;
    }

    /// <summary>How many still work.</summary>
    public Task<int> LeftAsync(Guid ownerId, CancellationToken ct) => db.RecoveryCodes.CountAsync(c => c.AccountId == ownerId && c.SpentAt == null, ct);

    private void Tell(Account owner, AccountChange change, string staffAction, AccountEvent ofStaff)
    {
        if (owner.Kind == AccountKind.Customer)
        {
            db.Tell(owner, change, clock.UtcNow());
            return;
        }

        db.Audit.Add(AccountTrail.Entry(owner, staffAction, clock.UtcNow()));
        db.Raise(ofStaff);
    }

    // Two codes of one owner never begin alike: the beginning finds the row.
    private static List<string> Drawn()
    {
        var codes = new Dictionary<string, string>(StringComparer.Ordinal);
        while (codes.Count < Count)
        {
            var code = RandomNumberGenerator.GetString(Alphabet, Length);
            codes.TryAdd(code[..RecoveryCode.SelectorLength], code);
        }

        return [.. codes.Values];
    }

    private static string Plain(string? text) => new([.. (text ?? "").ToUpperInvariant().Where(char.IsAsciiLetterOrDigit)]);
}
