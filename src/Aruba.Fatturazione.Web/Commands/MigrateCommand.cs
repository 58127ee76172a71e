using System.CommandLine;
using Aruba.Fatturazione.Web.Data;

namespace Aruba.Fatturazione.Web.Commands;

/// <summary><c>migrate</c>: brings the database to this version.</summary>
internal static class MigrateCommand
{
    public static Command Make()
    {
        var command = new Command("migrate", "Brings the database to this version and fills an empty catalogue with the demonstration one.");
        command.SetAction(async (parsed, ct) =>
        {
            await using var app = CommandHost.Build(parsed);
            await app.Services.CheckSqliteAsync(ct);
            var applied = await app.Services.MigrateAsync(ct);
            var output = parsed.InvocationConfiguration.Output;
            foreach (var name in applied)
            {
                await output.WriteLineAsync($"applied {name}");
            }

            await output.WriteLineAsync(applied.Count == 0 ? "nothing to do: the database is up to date" : "done");
            return 0;
        });
        return command;
    }
}
