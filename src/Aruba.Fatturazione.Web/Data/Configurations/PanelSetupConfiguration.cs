using Aruba.Fatturazione.Fiscal;
using Aruba.Fatturazione.PanelSetup;
using Aruba.Fatturazione.Subscriptions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Aruba.Fatturazione.Web.Data.Configurations;

internal sealed class PanelSetupConfiguration : IEntityTypeConfiguration<PanelConfiguration>
{
    public void Configure(EntityTypeBuilder<PanelConfiguration> builder)
    {
        builder.StoreAsEventSource();

        // One per service, whichever tab saves the first step.
        builder.HasIndex(c => c.SubscriptionId).IsUnique();
        builder.HasOne<Subscription>().WithMany().HasForeignKey(c => c.SubscriptionId).OnDelete(DeleteBehavior.Cascade);
        builder.ComplexProperty(c => c.Cedente, cedente =>
        {
            // Sede is a complex property itself: without this nothing would tell an empty part from none.
            cedente.IsRequired(false).HasDiscriminator();
            cedente.ComplexProperty(c => c!.Sede, IntestatarioColumns.Map);
            cedente.Property(c => c!.Telefono).HasMaxLength(20);
            cedente.Property(c => c!.Email).HasMaxLength(XsdLimits.Email);
            cedente.ComplexProperty(c => c!.Rea, rea =>
            {
                rea.IsRequired(false);
                rea.Ignore(r => r!.Readable);
                rea.Property(r => r!.Ufficio).HasMaxLength(2);
                rea.Property(r => r!.Numero).HasMaxLength(7);
            });
        });
        builder.ComplexProperty(c => c.Regime, regime => regime.IsRequired(false));
        builder.ComplexProperty(c => c.Esigibilita, esigibilita => esigibilita.IsRequired(false));
        builder.ComplexProperty(c => c.Previdenza, previdenza =>
        {
            previdenza.IsRequired(false).HasDiscriminator();
            previdenza.ComplexProperty(p => p!.Cassa, cassa => cassa.IsRequired(false));
            previdenza.ComplexProperty(p => p!.Ritenuta, ritenuta =>
            {
                ritenuta.IsRequired(false);
                ritenuta.Property(r => r!.Causale).HasMaxLength(2);
            });
        });
        builder.ComplexProperty(c => c.Documento, documento => documento.IsRequired(false));
        builder.ComplexProperty(c => c.Avvisi, avvisi =>
        {
            avvisi.IsRequired(false).HasDiscriminator();
            avvisi.Property(a => a!.Pec).HasMaxLength(XsdLimits.Email);
            avvisi.ComplexProperty(a => a!.Delega, delega =>
            {
                delega.IsRequired(false);
                delega.Property(d => d!.Codice).HasMaxLength(16);
            });
        });
        builder.ComplexProperty(c => c.Documenti, documenti => documenti.IsRequired(false));
        builder.ComplexProperty(c => c.Incassi, incassi => incassi.IsRequired(false));
        builder.ComplexProperty(c => c.Ordini, ordini => ordini.IsRequired(false));
    }
}
