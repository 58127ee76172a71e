using Aruba.Fatturazione.Fiscal;
using Aruba.Fatturazione.Intestatari;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Aruba.Fatturazione.Web.Data.Configurations;

/// <summary>The holder's columns, the same on carts and orders, with the lengths of FatturaPA 1.2.3.</summary>
internal static class IntestatarioColumns
{
    public static void Map(ComplexPropertyBuilder<Intestatario> holder)
    {
        holder.Ignore(i => i.DisplayName);
        holder.Property(i => i.Nome).HasMaxLength(XsdLimits.Nome);
        holder.Property(i => i.Cognome).HasMaxLength(XsdLimits.Cognome);
        holder.Property(i => i.Denominazione).HasMaxLength(XsdLimits.Denominazione);
        holder.Property(i => i.Telefono).HasMaxLength(20);
        holder.Property(i => i.Email).HasMaxLength(XsdLimits.Email);
        holder.Property(i => i.Cig).HasMaxLength(15);
        holder.Property(i => i.Cup).HasMaxLength(15);
        holder.ComplexProperty(i => i.Indirizzo, Map);
        holder.ComplexProperty(i => i.Rappresentante, legal =>
        {
            legal.IsRequired(false);
            legal.Property(l => l!.Nome).HasMaxLength(XsdLimits.Nome);
            legal.Property(l => l!.Cognome).HasMaxLength(XsdLimits.Cognome);
        });
    }

    public static void Map(ComplexPropertyBuilder<Indirizzo> address)
    {
        address.Property(a => a.Via).HasMaxLength(XsdLimits.Indirizzo);
        address.Property(a => a.Cap).HasMaxLength(5);
        address.Property(a => a.Comune).HasMaxLength(XsdLimits.Comune);
        address.Property(a => a.Provincia).HasMaxLength(2);
    }
}
