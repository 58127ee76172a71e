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

    /// <summary>Too many failures from this network: not even looked at.</summary>
    public sealed record Wait(TimeSpan Time) : SignInOutcome;
}

/// <summary>Lets customers and agents in. Every refusal costs the same time: one look-up and one hash.</summary>
public sealed class SignIn(StoreDbContext db, Passwords passwords, Attempts attempts, Sessions sessions, TotpCodes codes, RecoveryCodes recovery, TimeProvider clock)
{
    private const string Action = "sign-in";

    /// <summary>A customer, by username as <see cref="Usernames.Read"/> gave it.</summary>
    public Task<SignInOutcome> CustomerAsync(HttpContext http, string username, string password) =>
        TryAsync(http, AccountKind.Customer, username, password, _ => Task.FromResult(true));

    /// <summary>An agent, with the code of the second factor or a recovery code. A code works once, whoever is faster.</summary>
    public Task<SignInOutcome> StaffAsync(HttpContext http, string email, string password, string code) =>
        TryAsync(http, AccountKind.Staff, email.Trim(), password, agent => RecoveryCodes.IsCode(code)
            ? recovery.SpendAsync(agent, code, http.RequestAborted)
            : UseCodeAsync(agent, code, http.RequestAborted));

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
        await sessions.SignInAsync(http, account);
        return new SignInOutcome.SignedIn();
    }

    private async Task<bool> UseCodeAsync(Account agent, string code, CancellationToken ct) =>
        codes.StepOf(agent.TotpSecret, code, clock.UtcNow()) is { } step
        && await db.Users.Where(a => a.Id == agent.Id && a.LastTotpStep < step)
            .ExecuteUpdateAsync(u => u.SetProperty(a => a.LastTotpStep, step), ct) == 1;
}
