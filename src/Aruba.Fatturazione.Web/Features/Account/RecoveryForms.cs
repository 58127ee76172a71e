using Aruba.Fatturazione.Fiscal;
using Aruba.Fatturazione.Web.Accounts;
using FluentValidation;

namespace Aruba.Fatturazione.Web.Features.Account;

/// <summary>By what the owner of a forgotten username is found.</summary>
public sealed class UsernameRecoveryForm
{
    /// <summary>Mailbox, codice fiscale or partita IVA.</summary>
    public string? Dato { get; set; }

    internal sealed class Validator : AbstractValidator<UsernameRecoveryForm>
    {
        public Validator() => RuleFor(f => f.Dato).Must(Readable).WithMessage("Inserisci l'email dell'account, il codice fiscale o la partita IVA, scritti per intero");

        private static bool Readable(string? text) => IndirizzoEmail.TryParse(text, out _) || CodiceFiscale.TryParse(text, out _) || PartitaIva.TryParse(text, out _);
    }
}

/// <summary>Whose password is forgotten.</summary>
public sealed class PasswordRecoveryForm
{
    /// <summary>Username or mailbox.</summary>
    public string? Account { get; set; }

    internal sealed class Validator : AbstractValidator<PasswordRecoveryForm>
    {
        public Validator() => RuleFor(f => f.Account).Must(Readable).WithMessage("Inserisci lo username, per esempio 1234567@aruba.it, oppure l'email dell'account");

        private static bool Readable(string? text) => Usernames.Read(text, out _) == TypedUsername.Ours || IndirizzoEmail.TryParse(text, out _);
    }
}

/// <summary>The new password, by one-time link.</summary>
public sealed class NewPasswordForm
{
    /// <summary>The token of the link.</summary>
    public string? T { get; set; }

    /// <summary>Never written back.</summary>
    public string? Password { get; set; }
}

/// <summary>The new password, by the signed-in owner.</summary>
public sealed class ChangePasswordForm
{
    /// <summary>Proves that it is the owner who sits here.</summary>
    public string? Attuale { get; set; }

    /// <summary>Never written back.</summary>
    public string? Nuova { get; set; }

    internal sealed class Validator : AbstractValidator<ChangePasswordForm>
    {
        public Validator() => RuleFor(f => f.Attuale).NotEmpty().WithMessage("Inserisci la password attuale");
    }
}
