using Aruba.Fatturazione.Fiscal;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Aruba.Fatturazione.Web.Data;

/// <summary>How value types become columns, the same on every database.</summary>
internal static class Conventions
{
    public static void Apply(ModelConfigurationBuilder builder, bool isSqlite)
    {
        if (isSqlite)
        {
            builder.Properties<Guid>().HaveConversion<IdentityBytes>();
        }

        builder.Properties<DateTime>().HaveConversion<UtcInstant>();
        builder.Properties<Importo>().HaveConversion<Cents>();
        builder.Properties<Enum>().HaveConversion<string>().HaveMaxLength(40);
        builder.Properties<CodiceFiscale>().HaveConversion<CodiceFiscaleText>().HaveMaxLength(16);
        builder.Properties<PartitaIva>().HaveConversion<PartitaIvaText>().HaveMaxLength(11);
        builder.Properties<RecapitoFattura>().HaveConversion<RecapitoText>().HaveMaxLength(270);
    }

    // SQLite gives back Kind Unspecified and PostgreSQL refuses anything but Utc: say Utc both ways.
    private sealed class UtcInstant() : ValueConverter<DateTime, DateTime>(
        v => DateTime.SpecifyKind(v, DateTimeKind.Utc), v => DateTime.SpecifyKind(v, DateTimeKind.Utc));

    // As text an identity takes 36 bytes in its row and again in every index: a fifth of the file. Big-endian, so that younger ones
    // (version 7) still come after older ones. The other databases have a type of their own.
    private sealed class IdentityBytes() : ValueConverter<Guid, byte[]>(v => v.ToByteArray(true), v => new Guid(v, true));

    private sealed class Cents() : ValueConverter<Importo, long>(v => v.Cents, v => new Importo(v));

    private sealed class CodiceFiscaleText() : ValueConverter<CodiceFiscale, string>(v => v.Value, v => CodiceFiscale.Parse(v));

    private sealed class PartitaIvaText() : ValueConverter<PartitaIva, string>(v => v.Value, v => PartitaIva.Parse(v));

    private sealed class RecapitoText() : ValueConverter<RecapitoFattura, string>(v => v.Stored, v => RecapitoFattura.FromStored(v));
}
