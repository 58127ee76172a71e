using Aruba.Fatturazione.Web.Data;
using Microsoft.Extensions.Options;

namespace Aruba.Fatturazione.Web.Configuration;

/// <summary>How much room is left where the shop writes: the SQLite file, or else the content root with its logs.</summary>
internal sealed class DiskSpace
{
    private const long Megabyte = 1024 * 1024;
    private readonly DriveInfo? drive;
    private readonly long minimum;

    public DiskSpace(IOptions<DatabaseOptions> database, IOptions<LimitsOptions> limits, IHostEnvironment environment)
    {
        var file = DatabaseSetup.SqliteFile(database.Value, environment.ContentRootPath);
        Folder = Path.GetDirectoryName(file) is { Length: > 0 } folder ? folder : environment.ContentRootPath;
        drive = Directory.Exists(Folder) ? new DriveInfo(Folder) : null;
        minimum = limits.Value.MinimumFreeMegabytes;
    }

    /// <summary>The folder that is watched.</summary>
    public string Folder { get; }

    /// <summary>Megabytes free for this user, or null where that cannot be told.</summary>
    public long? FreeMegabytes
    {
        get
        {
            try
            {
                return drive?.AvailableFreeSpace / Megabyte;
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                return null;
            }
        }
    }

    /// <summary>True while orders may be taken.</summary>
    public bool IsEnough => FreeMegabytes is not { } free || free >= minimum;
}
