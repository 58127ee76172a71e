using Aruba.Fatturazione.Web.Accounts;
using FluentValidation;

namespace Aruba.Fatturazione.Web.Features.Account;

/// <summary>What a customer types to sign in.</summary>
public sealed class SignInForm
{
    /// <summary>As typed; the domain may be missing.</summary>
    public string? Username { get; set; }

    /// <summary>Never written back.</summary>
    public string? Password { get; set; }

    /// <summary>Where to go afterwards.</summary>
    public string? ReturnUrl { get; set; }

    internal sealed class Validator : AbstractValidator<SignInForm>
    {
        public Validator()
        {
            RuleFor(f => f.Username).NotEmpty().WithMessage("Inserisci lo username: è un numero seguito da @aruba.it");
            RuleFor(f => f.Username).Must(u => Usernames.Read(u, out _) != TypedUsername.Mailbox).When(f => !string.IsNullOrWhiteSpace(f.Username))
                .WithMessage("Con una casella PEC o email non si accede: usa lo username numerico, per esempio 1234567@aruba.it");
            RuleFor(f => f.Username).Must(u => Usernames.Read(u, out _) != TypedUsername.Other).When(f => !string.IsNullOrWhiteSpace(f.Username))
                .WithMessage("Lo username è un numero da 4 a 10 cifre seguito da @aruba.it, per esempio 1234567@aruba.it");
            RuleFor(f => f.Password).NotEmpty().WithMessage("Inserisci la password dell'account");
        }
    }
}

/// <summary>The second step of a sign-in.</summary>
public sealed class CodeForm
{
    /// <summary>What the first step gave (<see cref="SignInTickets"/>).</summary>
    public string? Biglietto { get; set; }

    /// <summary>Six digits of the app, or a recovery code.</summary>
    public string? Codice { get; set; }

    /// <summary>Where to go afterwards.</summary>
    public string? ReturnUrl { get; set; }

    internal sealed class Validator : AbstractValidator<CodeForm>
    {
        public Validator() => RuleFor(f => f.Codice).Must(TotpCodes.IsTyped)
            .WithMessage("Inserisci le 6 cifre del codice dell'app; senza telefono, un codice di recupero di 10 lettere e cifre");
    }
}
