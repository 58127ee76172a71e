using System.Globalization;
using Aruba.Fatturazione.Web.Configuration;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Aruba.Fatturazione.Web.Data;

/// <summary>Reads back what a SQLite file was asked to promise. A file that does not promise it must not hold orders.</summary>
internal static class SqliteChecks
{
    private const int Full = 2;

    // Locks on these do not hold between machines (https://sqlite.org/faq.html#q5).
    private static readonly string[] NetworkFileSystems = ["nfs", "nfs4", "cifs", "smb", "smb2", "smbfs", "afs", "ncpfs", "webdav", "davfs", "fuse.sshfs", "glusterfs", "ceph"];

    /// <summary>Throws <see cref="ConfigurationProblem"/> when the file lies on the network or refuses a setting. Does nothing for servers.</summary>
    public static async Task CheckSqliteAsync(this IServiceProvider services, CancellationToken ct)
    {
        var options = services.GetRequiredService<IOptions<DatabaseOptions>>().Value;
        var file = DatabaseSetup.SqliteFile(options, services.GetRequiredService<IHostEnvironment>().ContentRootPath);
        if (file is null)
        {
            return;
        }

        RefuseNetwork(file);
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<StoreDbContext>();
        try
        {
            await db.Database.OpenConnectionAsync(ct);
            await RequireAsync(db, "journal_mode", "wal", ct);
            await RequireAsync(db, "synchronous", Full.ToString(CultureInfo.InvariantCulture), ct);
            await RequireAsync(db, "foreign_keys", "1", ct);
        }
        catch (Microsoft.Data.Sqlite.SqliteException e)
        {
            throw new ConfigurationProblem("Database:ConnectionString", $"{file} cannot be opened for writing (SQLite error {e.SqliteErrorCode}); check the folder's rights and room");
        }
    }

    private static void RefuseNetwork(string file)
    {
        var folder = Path.GetDirectoryName(file)!;
        if (Directory.Exists(folder) && IsOnNetwork(folder))
        {
            throw new ConfigurationProblem("Database:ConnectionString", $"{folder} is on a network file system, where SQLite loses data; choose a local folder, or another Database:Provider");
        }
    }

    private static bool IsOnNetwork(string folder)
    {
        try
        {
            var drive = new DriveInfo(folder);
            return drive.DriveType == DriveType.Network || NetworkFileSystems.Contains(drive.DriveFormat, StringComparer.OrdinalIgnoreCase);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            // A file system that cannot be named is not refused: containers have strange ones.
            return false;
        }
    }

    private static async Task RequireAsync(StoreDbContext db, string pragma, string wanted, CancellationToken ct)
    {
        await using var command = db.Database.GetDbConnection().CreateCommand();
#pragma warning disable CA2100 // The name is one of the three constants above; SQLite takes no parameter here.
        command.CommandText = $"PRAGMA {pragma}";
#pragma warning restore CA2100
        var found = Convert.ToString(await command.ExecuteScalarAsync(ct), CultureInfo.InvariantCulture);
        if (!string.Equals(found, wanted, StringComparison.OrdinalIgnoreCase))
        {
            throw new ConfigurationProblem("Database:ConnectionString", $"SQLite keeps {pragma} at '{found}' instead of '{wanted}'; choose a folder on a local disk");
        }
    }
}
