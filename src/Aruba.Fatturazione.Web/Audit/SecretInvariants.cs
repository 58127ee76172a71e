using Aruba.Fatturazione.Payments;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Aruba.Fatturazione.Web.Audit;

/// <summary>What must not be anywhere: card numbers, the shop's own secrets, passwords that were mailed.</summary>
internal static class SecretInvariants
{
    private const int ShortestSecret = 12;

    // Texts that cannot hold what somebody typed or a provider sent: made by the shop, as digests or names of its own.
    private static readonly string[] MadeByTheShop =
        ["Digest", "Hash", "KeyHash", "TokenHash", "PasswordHash", "SecurityStamp", "Protected", "Xml", "Selector", "TraceParent", "Telefono", "PhoneNumber"];

    private static readonly string[] Settings =
        ["Stripe:SecretKey", "Stripe:WebhookSecrets", "PayPal:ClientSecret", "Smtp:Password", "Keys:Secret", "Keys:PreviousSecrets", "Keys:CertificatePassword"];

    /// <summary>B-I14.</summary>
    public static Invariant SecretsAreNowhereElse { get; } = new("B-I14", "no card number, key or mailed password is in a table, a log or another mail")
    {
        More = async (look, ct) =>
        {
            var mailed = look.Witness?.Mails.SelectMany(m => MailedPasswords.In(m.Text)).ToHashSet(StringComparer.Ordinal) ?? [];
            var own = Settings.SelectMany(key => ValuesOf(look.Configuration.GetSection(key))).Where(v => v.Length >= ShortestSecret).ToList();
            List<Offence> found = [.. await InTablesAsync(look, [.. own, .. mailed], ct)];
            found.AddRange(InMails(look, own));
            found.AddRange(await InLogsAsync(look, [.. own, .. mailed], ct));
            return found;
        },
    };

    private static IEnumerable<string> ValuesOf(IConfigurationSection section) =>
        section.Value is { } value ? [value] : section.GetChildren().SelectMany(ValuesOf);

    private static async Task<IEnumerable<Offence>> InTablesAsync(AuditLook look, IReadOnlyList<string> secrets, CancellationToken ct)
    {
        List<Offence> found = [];
        foreach (var (table, column) in Columns(look.Db.Model))
        {
#pragma warning disable EF1002 // The names are the model's own.
            var texts = look.Db.Database.SqlQueryRaw<string>($"SELECT \"{column}\" AS \"Value\" FROM \"{table}\" WHERE \"{column}\" IS NOT NULL");
#pragma warning restore EF1002
            var seen = new HashSet<string>(StringComparer.Ordinal);
            await foreach (var text in texts.AsAsyncEnumerable().WithCancellation(ct))
            {
                if (WhatIsIn(text, secrets) is { } what && seen.Add(what))
                {
                    found.Add(new Offence($"{table}.{column}", what));
                }
            }
        }

        return found;
    }

    private static IEnumerable<(string Table, string Column)> Columns(IModel model)
    {
        foreach (var entity in model.GetEntityTypes().Where(e => e.GetTableName() is not null))
        {
            var table = StoreObjectIdentifier.Table(entity.GetTableName()!, entity.GetSchema());
            foreach (var property in entity.GetFlattenedProperties())
            {
                var isText = (property.GetTypeMapping().Converter?.ProviderClrType ?? property.ClrType) == typeof(string);
                if (isText && (property.GetMaxLength() ?? int.MaxValue) > ShortestSecret && !property.ClrType.IsEnum && !MadeByTheShop.Contains(property.Name)
                    && property.GetColumnName(table) is { } column)
                {
                    yield return (table.Name, column);
                }
            }
        }
    }

    private static IEnumerable<Offence> InMails(AuditLook look, IReadOnlyList<string> own)
    {
        foreach (var mail in look.Witness?.Mails ?? [])
        {
            if (WhatIsIn(mail.Text ?? "", own) is { } what)
            {
                yield return new Offence($"mail {mail.Id}", what);
            }
        }
    }

    private static async Task<IEnumerable<Offence>> InLogsAsync(AuditLook look, IReadOnlyList<string> secrets, CancellationToken ct)
    {
        List<Offence> found = [];
        if (look.LogFolder is not { } folder || !Directory.Exists(folder))
        {
            return found;
        }

        foreach (var file in Directory.GetFiles(folder))
        {
            // The shop is writing to it.
            await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var reader = new StreamReader(stream);
            while (await reader.ReadLineAsync(ct) is { } line)
            {
                if (WhatIsIn(line, secrets) is { } what)
                {
                    found.Add(new Offence(Path.GetFileName(file), what));
                }
            }
        }

        return found.Distinct();
    }

    private static string? WhatIsIn(string text, IReadOnlyList<string> secrets)
    {
        if (text.Length < ShortestSecret)
        {
            return null;
        }

        foreach (var secret in secrets)
        {
            if (text.Contains(secret, StringComparison.Ordinal))
            {
                return "a secret of the settings, or a mailed password";
            }
        }

        return CardNumbers.IsIn(text) ? "a card number" : null;
    }
}
