using Aruba.Fatturazione.Subscriptions;
using Aruba.Fatturazione.Web.Configuration;
using Aruba.Fatturazione.Web.Data;
using Aruba.Fatturazione.Web.Mail;
using Microsoft.EntityFrameworkCore;

namespace Aruba.Fatturazione.Web.Outbox.Handlers;

/// <summary>Tells the owner that the password of the panel is another one now.</summary>
internal sealed class SendPanelPasswordChanged(StoreDbContext db, PanelPost post, StoreUrls urls) : IReaction<PanelPasswordChanged>
{
    public async Task<string?> HandleAsync(PanelPasswordChanged e, Delivery delivery, CancellationToken ct)
    {
        var access = await db.PanelAccesses.AsNoTracking().SingleOrDefaultAsync(p => p.Id == e.PanelAccessId, ct);
        return access is null ? null : await post.SendNoticeAsync(access, delivery, greeting => Letter.Of(
            $"Password del pannello cambiata, {access.OrderNumber}",
            greeting,
            new LetterPart.Paragraph($"la password del pannello per {access.Username} è stata cambiata poco fa. Le altre sessioni aperte sono state chiuse."),
            new LetterPart.Paragraph("Se sei stato tu, è tutto a posto."),
            new LetterPart.Note($"Se non sei stato tu, fatti mandare subito una nuova password da {urls.At("pannello/recupero")} e scrivi all'assistenza: {urls.At("contatti")}")), ct);
    }
}
