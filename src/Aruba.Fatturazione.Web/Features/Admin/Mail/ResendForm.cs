using FluentValidation;

namespace Aruba.Fatturazione.Web.Features.Admin.Mail;

/// <summary>Which mail to send again.</summary>
public sealed class ResendForm
{
    /// <summary>The outbox row that sent it.</summary>
    public Guid? Messaggio { get; set; }

    /// <summary>Identity of the new row, made when the page was shown: a second click finds the first one's row.</summary>
    public Guid Richiesta { get; set; }

    /// <summary>The rules.</summary>
    public sealed class Validator : AbstractValidator<ResendForm>
    {
        /// <summary>One mail is chosen.</summary>
        public Validator() => RuleFor(f => f.Messaggio).NotNull().WithMessage("Scegli la mail da rimandare");
    }
}

/// <summary>A mail that went out.</summary>
internal sealed record SentMail(Guid Id, string Reaction, DateTime DoneAt, string Outcome);

/// <summary>The mails of an order that can be sent again, the latest of each kind.</summary>
internal sealed record ResendPage(string OrderNumber, IReadOnlyList<SentMail> Mails, ResendForm Form)
{
    /// <summary>The mail chosen.</summary>
    public Guid? Messaggio => Form.Messaggio;
}
