using System.CommandLine;
using System.Globalization;
using Aruba.Fatturazione.Web.Configuration;
using Aruba.Fatturazione.Web.Renewals;

namespace Aruba.Fatturazione.Web.Commands;

/// <summary><c>rehearse --days N</c>: who will be charged, how much, with what, and why others will not. Touches nothing.</summary>
internal static class RehearseCommand
{
    private const int Longest = 366;

    public static Command Make()
    {
        var days = new Option<int>("--days") { Description = "How many days to look ahead, 1 to 366.", DefaultValueFactory = _ => 7 };
        var command = new Command("rehearse", "Shows the renewals of the next days without touching anything.") { days };
        command.SetAction(async (parsed, ct) =>
        {
            var ahead = parsed.GetValue(days);
            if (ahead is < 1 or > Longest)
            {
                throw new ConfigurationProblem("--days", $"write a number from 1 to {Longest}");
            }

            await using var app = CommandHost.Build(parsed);
            await using var scope = app.Services.CreateAsyncScope();
            await PrintAsync(parsed.InvocationConfiguration.Output, scope.ServiceProvider.GetRequiredService<Rehearsal>().RehearseAsync(ahead, ct));
            return 0;
        });
        return command;
    }

    // Names stay out of terminals and their scrollback: the service's id leads to the desk.
    private static async Task PrintAsync(TextWriter output, IAsyncEnumerable<RehearsalRow> rows)
    {
        var (charged, cents, others) = (0, 0L, 0);
        await foreach (var row in rows)
        {
            if (row.ChargeOn is { } day)
            {
                charged++;
                cents += row.Amount.Cents;
                await output.WriteLineAsync(Line(day, row.ServiceId, $"{row.Amount}  {row.Method}"));
            }
            else
            {
                others++;
                await output.WriteLineAsync(Line(row.ExpiresOn, row.ServiceId, $"no charge: {row.Obstacle}"));
            }
        }

        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{charged} to charge, {new Importo(cents)}; {others} without charge"));
    }

    private static string Line(DateOnly day, Guid service, string words) => string.Create(CultureInfo.InvariantCulture, $"{day:yyyy-MM-dd}  {service}  {words}");
}
