using FluentValidation;

namespace Aruba.Fatturazione.Web.Features.Panel;

/// <summary>What a holder types to enter the panel.</summary>
public sealed class PanelSignInForm
{
    /// <summary>As typed: case and blanks do not matter.</summary>
    public string? Username { get; set; }

    /// <summary>Never written back.</summary>
    public string? Password { get; set; }

    internal sealed class Validator : AbstractValidator<PanelSignInForm>
    {
        public Validator()
        {
            RuleFor(f => f.Username).Must(u => PanelDoor.Username(u).Length > 0).WithMessage("Inserisci lo username del pannello: ARUBA seguito dalla partita IVA");
            RuleFor(f => f.Username).Must(u => !u!.Contains('@', StringComparison.Ordinal)).When(f => !string.IsNullOrWhiteSpace(f.Username))
                .WithMessage("Lo username del pannello è ARUBA seguito dalla partita IVA, per esempio ARUBA01234567897");
            RuleFor(f => f.Password).NotEmpty().WithMessage("Inserisci la password del pannello");
        }
    }
}

/// <summary>Whose temporary password is wanted.</summary>
public sealed class PanelRecoveryForm
{
    /// <summary>As typed.</summary>
    public string? Username { get; set; }

    internal sealed class Validator : AbstractValidator<PanelRecoveryForm>
    {
        public Validator() => RuleFor(f => f.Username).Must(u => PanelDoor.Username(u).Length > 0)
            .WithMessage("Inserisci lo username del pannello: ARUBA seguito dalla partita IVA");
    }
}

/// <summary>The password that the holder chooses.</summary>
public sealed class PanelPasswordForm
{
    /// <summary>The temporary or present one.</summary>
    public string? Attuale { get; set; }

    /// <summary>Never written back.</summary>
    public string? Nuova { get; set; }
}
