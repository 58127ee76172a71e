using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace Aruba.Fatturazione.Web.Data;

/// <summary>Tells a database that is out of order (full, locked, away) from a mistake of ours in using it.</summary>
internal static class DatabaseTrouble
{
    // SQLITE_BUSY, LOCKED, READONLY, IOERR, FULL, CANTOPEN (https://sqlite.org/rescode.html).
    private static readonly int[] SqliteTrouble = [5, 6, 8, 10, 13, 14];

    /// <summary>True when trying again later may help and the customer did nothing wrong.</summary>
    public static bool IsCauseOf(Exception? error)
    {
        for (; error is not null; error = error.InnerException)
        {
            if (error is SqliteException sqlite)
            {
                return SqliteTrouble.Contains(sqlite.SqliteErrorCode);
            }

            if (error is DbException { IsTransient: true } or Microsoft.Data.SqlClient.SqlException { Class: >= 17 })
            {
                return true;
            }
        }

        return false;
    }
}
