using Aruba.Fatturazione.Subscriptions;
using Aruba.Fatturazione.Web.Accounts;
using Aruba.Fatturazione.Web.Data;
using Aruba.Fatturazione.Web.Features.Shared;
using Microsoft.EntityFrameworkCore;

namespace Aruba.Fatturazione.Web.Features.Panel;

/// <summary>Why a new password of the panel was not taken: the field and the words beside it.</summary>
/// <param name="Field">Name of the field in the form.</param>
/// <param name="Words">What is wrong and the cure.</param>
/// <param name="Wait">How long to wait before the next attempt, or null.</param>
public sealed record PanelPasswordProblem(string Field, string Words, TimeSpan? Wait = null);

/// <summary>Replaces the password of the panel, temporary or chosen, by one that the holder chooses.</summary>
public sealed class PanelPasswords(StoreDbContext db, Passwords passwords, Attempts attempts, Sessions sessions, TimeProvider clock)
{
    private const string Action = "panel-password";

    /// <summary>
    /// Changes it; every session of the access ends, this browser goes on with a new one, and the owner is told by mail. Returns what is
    /// wrong, or null when it is done.
    /// </summary>
    public async Task<PanelPasswordProblem?> ChangeAsync(HttpContext http, PanelAccess access, PanelPasswordForm form)
    {
        var ct = http.RequestAborted;
        var present = access.MustChange ? TemporaryPassword.Typed(form.Attuale) : form.Attuale ?? "";
        if (await ProblemAsync(access, present, form.Nuova, ct) is { } problem)
        {
            return problem;
        }

        if (await VerifyAsync(http, access, present, ct) is { } wrong)
        {
            return wrong;
        }

        access.ChangePassword(await passwords.HashAsync(form.Nuova ?? "", ct));
        return await StoreAsync(http, access, ct) ? null
            : new(nameof(form.Attuale), "Nel frattempo la password è cambiata: se ne hai ricevuta una nuova, usa quella");
    }

    private async Task<PanelPasswordProblem?> ProblemAsync(PanelAccess access, string present, string? wanted, CancellationToken ct)
    {
        if (present.Length == 0)
        {
            return new(nameof(PanelPasswordForm.Attuale), access.MustChange ? "Inserisci la password temporanea che hai ricevuto per email" : "Inserisci la password attuale");
        }

        if (string.Equals(TemporaryPassword.Typed(wanted), present, StringComparison.Ordinal))
        {
            return new(nameof(PanelPasswordForm.Nuova), "La nuova password è uguale a quella che stai cambiando: scegline un'altra");
        }

        var holder = await db.Subscriptions.Where(s => s.Id == access.SubscriptionId)
            .Select(s => new { s.HolderName, s.HolderEmail, s.CodiceFiscale, s.PartitaIva }).SingleAsync(ct);
        return PasswordRules.Problem(wanted, access.Username, holder.HolderName, holder.HolderEmail, holder.CodiceFiscale.Value, holder.PartitaIva?.Value) is { } words
            ? new(nameof(PanelPasswordForm.Nuova), words)
            : null;
    }

    private async Task<PanelPasswordProblem?> VerifyAsync(HttpContext http, PanelAccess access, string present, CancellationToken ct)
    {
        var who = access.Id.ToString();
        if (await attempts.CountAsync(Action, who, http, ct) is { } time)
        {
            return new(nameof(PanelPasswordForm.Attuale), TooManyTries.Words(time), time);
        }

        if (await passwords.VerifyAsync(access.PasswordHash, present, ct) == PasswordVerdict.Wrong)
        {
            return new(nameof(PanelPasswordForm.Attuale), access.MustChange
                ? "La password temporanea non è questa: ricopiala dall'ultima email che hai ricevuto"
                : "La password attuale non è questa: ricontrollala");
        }

        await attempts.ForgetAsync(Action, who, http, ct);
        return access.HasExpiredAt(clock.UtcNow())
            ? new(nameof(PanelPasswordForm.Attuale), "La password temporanea è scaduta: esci e fattene mandare una nuova dalla pagina di accesso")
            : null;
    }

    private async Task<bool> StoreAsync(HttpContext http, PanelAccess access, CancellationToken ct)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateConcurrencyException)
        {
            return false;
        }

        await sessions.EndAllOfAsync(access.Id, except: null, ct);
        await sessions.SignInPanelAsync(http, access);
        await transaction.CommitAsync(ct);
        return true;
    }
}
