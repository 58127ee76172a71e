#pragma warning disable EF1001 // The provider has no public generator to derive from; the tests write rows of every kind.
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Sqlite.Update.Internal;
using Microsoft.EntityFrameworkCore.Update;

namespace Aruba.Fatturazione.Web.Data;

/// <summary>
/// Sends what a save writes as one command, as the providers of the servers do; the one for SQLite sends a command for each row.
/// So the number of commands of a request depends neither on the database nor on the rows.
/// </summary>
internal sealed class SqliteBatches(ModificationCommandBatchFactoryDependencies dependencies) : IModificationCommandBatchFactory
{
    // A command of SQLite takes 32,766 parameters and a megabyte of text; no table here comes near with so many rows.
    private const int MostRows = 100;

    /// <summary>Switches it on.</summary>
    public static DbContextOptionsBuilder Use(DbContextOptionsBuilder options) =>
        options.ReplaceService<IModificationCommandBatchFactory, SqliteBatches>().ReplaceService<IUpdateSqlGenerator, Writer>();

    /// <inheritdoc />
    public ModificationCommandBatch Create() => new Batch(dependencies, MostRows);

    private sealed class Batch(ModificationCommandBatchFactoryDependencies dependencies, int mostRows)
        : AffectedCountModificationCommandBatch(dependencies, mostRows);

    /// <summary>
    /// Makes every statement answer with a row. The reader runs a statement when its answer is asked for, and swallows the failure of one
    /// whose answer nobody wants (SqliteDataReader.Dispose): an insert without an answer could break a promise unnoticed.
    /// </summary>
    private sealed class Writer(UpdateSqlGeneratorDependencies dependencies) : SqliteUpdateSqlGenerator(dependencies)
    {
        public override ResultSetMapping AppendInsertOperation(
            StringBuilder commandStringBuilder, IReadOnlyModificationCommand command, int commandPosition, out bool requiresTransaction)
        {
            var mapping = base.AppendInsertOperation(commandStringBuilder, command, commandPosition, out requiresTransaction);
            if (mapping != ResultSetMapping.NoResults)
            {
                return mapping;
            }

            commandStringBuilder.Length -= SqlGenerationHelper.StatementTerminator.Length + Environment.NewLine.Length;
            commandStringBuilder.AppendLine().Append("RETURNING 1").AppendLine(SqlGenerationHelper.StatementTerminator);
            return ResultSetMapping.LastInResultSet | ResultSetMapping.ResultSetWithRowsAffectedOnly;
        }
    }
}
