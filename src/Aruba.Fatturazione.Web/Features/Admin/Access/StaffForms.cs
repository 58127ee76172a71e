using Aruba.Fatturazione.Web.Accounts;
using FluentValidation;

namespace Aruba.Fatturazione.Web.Features.Admin.Access;

/// <summary>What an agent types to sign in.</summary>
public sealed class StaffSignInForm
{
    /// <summary>The agent's mailbox.</summary>
    public string? Email { get; set; }

    /// <summary>Never written back.</summary>
    public string? Password { get; set; }

    /// <summary>Six digits of the authenticator app, or a recovery code.</summary>
    public string? Codice { get; set; }

    /// <summary>Where to go afterwards.</summary>
    public string? ReturnUrl { get; set; }

    internal sealed class Validator : AbstractValidator<StaffSignInForm>
    {
        public Validator()
        {
            RuleFor(f => f.Email).NotEmpty().WithMessage("Inserisci la tua email di lavoro");
            RuleFor(f => f.Password).NotEmpty().WithMessage("Inserisci la password");
            RuleFor(f => f.Codice).Must(TotpCodes.IsTyped).WithMessage("Inserisci le 6 cifre del codice dell'app; senza telefono, un codice di recupero di 10 lettere e cifre");
        }
    }
}

/// <summary>What proves that the agent, and not who found the browser open, makes new recovery codes.</summary>
public sealed class RecoveryCodesForm
{
    /// <summary>Never written back.</summary>
    public string? Password { get; set; }
}

/// <summary>What an invited agent chooses.</summary>
public sealed class EnrolmentForm
{
    /// <summary>Token of the link.</summary>
    public string? T { get; set; }

    /// <summary>Stored (encrypted) form of the secret shown with the form.</summary>
    public string? Segreto { get; set; }

    /// <summary>Never written back.</summary>
    public string? Password { get; set; }

    /// <summary>Six digits that prove that the app holds the secret.</summary>
    public string? Codice { get; set; }
}

/// <summary>What is shown beside the enrolment form (<c>ViewData["Facts"]</c>).</summary>
/// <param name="Email">Whose enrolment it is.</param>
/// <param name="Secret">The secret in groups, to be typed where no camera is at hand.</param>
/// <param name="Uri">What the QR code says.</param>
public sealed record EnrolmentFacts(string Email, string Secret, string Uri);
