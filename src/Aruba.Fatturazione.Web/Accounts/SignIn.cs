using Aruba.Fatturazione.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace Aruba.Fatturazione.Web.Accounts;

/// <summary>How a sign-in ended.</summary>
public abstract record SignInOutcome
{
    private SignInOutcome()
    {
    }

    /// <summary>The browser has its session.</summary>
    public sealed record SignedIn : SignInOutcome;

    /// <summary>Unknown, blocked, wrong password or wrong code: nobody learns which.</summary>
    public sealed record Refused : SignInOutcome;

    /// <summary>The password is right; the code of the customer's app is asked next.</summary>
    public sealed record NeedsCode(string Ticket) : SignInOutcome;

    /// <summary>Too long between password and code: both again.</summary>
    public sealed record TooLate : SignInOutcome;

    /// <summary>Too many failures from this network: not even looked at.</summary>
    public sealed record Wait(TimeSpan Time) : SignInOutcome;
}

/// <summary>Lets customers and agents in. Every refusal costs the same time: one look-up and one hash.</summary>
public sealed class SignIn(StoreDbContext db, Passwords passwords, Attempts attempts, Sessions sessions, TotpCodes codes, RecoveryCodes recovery, SignInTickets tickets, TimeProvider clock)
{
    private const string Action = "sign-in", CodeAction = "sign-in-code";

    /// <summary>A customer, by username as <see cref="Usernames.Read"/> gave it.</summary>
    public Task<SignInOutcome> CustomerAsync(HttpContext http, string username, string password) =>
        TryAsync(http, AccountKind.Customer, username, password, _ => Task.FromResult(true));

    /// <summary>An agent, with the code of the second factor or a recovery code. A code works once, whoever is faster.</summary>
    public Task<SignInOutcome> StaffAsync(HttpContext http, string email, string password, string code) =>
        TryAsync(http, AccountKind.Staff, email.Trim(), password, agent => SecondFactorAsync(agent, code, http.RequestAborted));

    /// <summary>A customer whose password was right, with the code of the app or a recovery code.</summary>
    public async Task<SignInOutcome> WithCodeAsync(HttpContext http, string? ticket, string code)
    {
        ArgumentNullException.ThrowIfNull(http);
        var ct = http.RequestAborted;
        if (tickets.OwnerOf(ticket) is not { } id
            || await db.Users.SingleOrDefaultAsync(a => a.Id == id && a.Kind == AccountKind.Customer && a.BlockedAt == null, ct) is not { } account
            || !tickets.IsOf(ticket, account))
        {
            return new SignInOutcome.TooLate();
        }

        if (await attempts.CountAsync(CodeAction, id.ToString(), http, ct) is { } time)
        {
            return new SignInOutcome.Wait(time);
        }

        if (!await SecondFactorAsync(account, code, ct))
        {
            return new SignInOutcome.Refused();
        }

        await attempts.ForgetAsync(CodeAction, id.ToString(), http, ct);
        await sessions.SignInAsync(http, account);
        return new SignInOutcome.SignedIn();
    }

    private async Task<SignInOutcome> TryAsync(HttpContext http, AccountKind kind, string username, string password, Func<Account, Task<bool>> secondFactor)
    {
        var ct = http.RequestAborted;
        if (await attempts.CountAsync(Action, username, http, ct) is { } time)
        {
            return new SignInOutcome.Wait(time);
        }

        var normalized = Usernames.Normalized(username);
        var account = await db.Users.SingleOrDefaultAsync(a => a.NormalizedUserName == normalized && a.Kind == kind, ct);
        var verdict = await passwords.VerifyAsync(account?.PasswordHash ?? Passwords.Unknown, password, ct);
        if (account is null || account.BlockedAt is not null || verdict == PasswordVerdict.Wrong || !await secondFactor(account))
        {
            return new SignInOutcome.Refused();
        }

        if (verdict == PasswordVerdict.RightButWeak)
        {
            account.PasswordHash = await passwords.HashAsync(password, ct);
        }

        await attempts.ForgetAsync(Action, username, http, ct);
        if (account is { Kind: AccountKind.Customer, TotpSecret: not null })
        {
            await db.SaveChangesAsync(ct);
            return new SignInOutcome.NeedsCode(tickets.For(account));
        }

        await sessions.SignInAsync(http, account);
        return new SignInOutcome.SignedIn();
    }

    private Task<bool> SecondFactorAsync(Account account, string code, CancellationToken ct) =>
        RecoveryCodes.IsCode(code) ? recovery.SpendAsync(account, code, ct) : UseCodeAsync(account, code, ct);

    private async Task<bool> UseCodeAsync(Account agent, string code, CancellationToken ct) =>
        codes.StepOf(agent.TotpSecret, code, clock.UtcNow()) is { } step
        && await db.Users.Where(a => a.Id == agent.Id && a.LastTotpStep < step)
            .ExecuteUpdateAsync(u => u.SetProperty(a => a.LastTotpStep, step), ct) == 1;
}
