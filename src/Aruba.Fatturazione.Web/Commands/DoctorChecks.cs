using System.Xml.Linq;
using Aruba.Fatturazione.Web.Configuration;
using Aruba.Fatturazione.Web.Data;
using Aruba.Fatturazione.Web.Mail;
using Aruba.Fatturazione.Web.Sweeps;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Aruba.Fatturazione.Web.Commands;

/// <summary>What the doctor looks at, besides the settings.</summary>
internal static class DoctorChecks
{
    // Older than this program, or so far ahead that every certificate has expired: the clock is wrong, not the calendar.
    private static readonly DateTime Earliest = new(2026, 11, 1, 0, 0, 0, DateTimeKind.Utc);
    private static readonly DateTime Latest = new(2060, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    /// <summary>The checks, in the order in which they are reported.</summary>
    public static IReadOnlyList<DoctorCheck> All { get; } =
    [
        new("database", "see Database:Provider and Database:ConnectionString, and whether the server runs", DatabaseAsync),
        new("migrations", "run the command migrate", MigrationsAsync),
        new("keys", "give back the secret or certificate with which the ring was encrypted (Keys:Secret, Keys:PreviousSecrets, Keys:CertificatePath)", KeysAsync),
        new("smtp", "see Smtp:Host, Smtp:Port and Smtp:Security, and whether the firewall lets this machine out", SmtpAsync),
        new("disk", "free some room, or move the data folder", DiskAsync),
        new("sweeps", "see whether an instance with Jobs:Enabled runs", SweepsAsync),
        new("clock", "set the machine's clock and let it follow a time server", ClockAsync),
    ];

    private static async Task<Finding> DatabaseAsync(IServiceProvider services, CancellationToken ct)
    {
        await services.CheckSqliteAsync(ct);
        await using var scope = services.CreateAsyncScope();
        var database = scope.ServiceProvider.GetRequiredService<StoreDbContext>().Database;
        await database.OpenConnectionAsync(ct);
        return Finding.Good($"{services.GetRequiredService<IOptions<DatabaseOptions>>().Value.Provider} answers");
    }

    private static async Task<Finding> MigrationsAsync(IServiceProvider services, CancellationToken ct) =>
        await services.PendingAsync(ct) is { Count: > 0 } pending
            ? Finding.Bad($"{pending.Count} pending, from {pending[0]}", "run the command migrate")
            : Finding.Good("none is pending");

    private static async Task<Finding> KeysAsync(IServiceProvider services, CancellationToken ct)
    {
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<StoreDbContext>();
        if ((await services.PendingAsync(ct)).Count > 0)
        {
            return Finding.Bad("cannot be looked at before the database is migrated", "run the command migrate");
        }

        if (KeyRing.Unreadable(services) is > 0 and var shut)
        {
            return Finding.Bad($"{shut} in the ring cannot be opened", KeyRing.Cure);
        }

        var rows = await db.DataProtectionKeys.AsNoTracking().Select(k => k.Xml).ToListAsync(ct);
        var clear = rows.Count(xml => xml is not null && XElement.Parse(xml).Descendants("masterKey").Any());
        return clear == 0 ? Finding.Good($"{rows.Count} in the ring, readable and encrypted")
            : services.GetRequiredService<IHostEnvironment>().IsDevelopment() ? Finding.Good($"{clear} not encrypted, which only Development may have")
            : Finding.Bad($"{clear} keys lie in the database unencrypted", "they were made without Keys:Secret; delete those rows of DataProtectionKeys: everybody signs in again");
    }

    private static async Task<Finding> SmtpAsync(IServiceProvider services, CancellationToken ct)
    {
        var smtp = services.GetRequiredService<IOptions<SmtpOptions>>().Value;
        if (smtp.Host.Length == 0)
        {
            return Finding.Good("the sandbox's own, when the shop runs");
        }

        await SmtpDoor.VisitAsync(smtp, ct);
        return Finding.Good($"{smtp.Host}:{smtp.Port} greets{(smtp.UserName.Length > 0 ? " and knows us" : "")}");
    }

    private static Task<Finding> DiskAsync(IServiceProvider services, CancellationToken ct)
    {
        var disk = services.GetRequiredService<DiskSpace>();
        var seen = disk.FreeMegabytes is { } free ? $"{free} MB free in {disk.Folder}" : $"the room in {disk.Folder} cannot be told";
        return Task.FromResult(disk.IsEnough ? Finding.Good(seen) : Finding.Bad(seen, "free some room, or move the data folder: orders are refused"));
    }

    private static async Task<Finding> SweepsAsync(IServiceProvider services, CancellationToken ct)
    {
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<StoreDbContext>();
        if ((await services.PendingAsync(ct)).Count > 0)
        {
            return Finding.Good("cannot be looked at before the database is migrated");
        }

        var now = services.GetRequiredService<TimeProvider>().UtcNow();
        var runs = await db.SweepRuns.AsNoTracking().ToListAsync(ct);
        var late = services.GetServices<Sweep>()
            .Select(s => (s.Name, s.Patience, Run: runs.Find(r => r.Name == s.Name)))
            .Where(s => s.Run is null || s.Run.EndedAt + s.Patience < now || s.Run.Failure is not null)
            .Select(s => s.Run is null ? $"{s.Name} never" : $"{s.Name} {(s.Run.Failure is { } failure ? $"failed ({failure})" : "last")} at {s.Run.EndedAt:yyyy-MM-dd HH:mm} UTC").ToList();
        return late.Count == 0
            ? Finding.Good("all went round lately")
            : Finding.Doubtful(string.Join(", ", late), "start an instance with Jobs:Enabled, or look at /assistenza/lavori; ignore it while the shop is stopped");
    }

    private static async Task<Finding> ClockAsync(IServiceProvider services, CancellationToken ct)
    {
        var now = services.GetRequiredService<TimeProvider>().UtcNow();
        if (now < Earliest || now > Latest)
        {
            return Finding.Bad($"it says {now:yyyy-MM-dd HH:mm} UTC", "set the machine's clock");
        }

        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<StoreDbContext>();
        if ((await services.PendingAsync(ct)).Count > 0)
        {
            return Finding.Good($"{now:yyyy-MM-dd HH:mm} UTC");
        }

        // What this database has seen already happened: a clock before it was set back.
        var newest = await db.Outbox.MaxAsync(m => (DateTime?)m.CreatedAt, ct);
        return newest > now.AddMinutes(5)
            ? Finding.Bad($"it says {now:yyyy-MM-dd HH:mm} UTC, but the newest event is of {newest:yyyy-MM-dd HH:mm}", "set the machine's clock")
            : Finding.Good($"{now:yyyy-MM-dd HH:mm} UTC");
    }
}
