using System.CommandLine;
using System.Globalization;
using Aruba.Fatturazione.Web.Configuration;
using Aruba.Fatturazione.Web.Data;

namespace Aruba.Fatturazione.Web.Commands;

/// <summary><c>seed --orders N</c>: invented orders for trying and measuring.</summary>
internal static class SeedCommand
{
    private const int TellEvery = 10_000;

    public static Command Make()
    {
        var orders = new Option<int>("--orders") { Description = "How many orders to add, each with its account, payments and service.", Required = true };
        var command = new Command("seed", "Adds invented orders, always the same ones for the same number. Not for a database with real customers.") { orders };
        command.SetAction(async (parsed, ct) =>
        {
            var count = parsed.GetRequiredValue(orders);
            if (count < 1)
            {
                throw new ConfigurationProblem("--orders", "write how many, at least 1");
            }

            await using var app = CommandHost.Build(parsed);
            if (!app.Environment.IsDevelopment())
            {
                throw new ConfigurationProblem("seed", "invented orders do not belong outside Development; set ASPNETCORE_ENVIRONMENT to Development for a database of its own");
            }

            await app.Services.MigrateAsync(ct);
            var output = parsed.InvocationConfiguration.Output;
            var seeder = new OrderSeeder(app.Services.GetRequiredService<IServiceScopeFactory>(), app.Services.GetRequiredService<TimeProvider>());
            await seeder.SeedAsync(count, done => Tell(output, done, count), ct);
            return 0;
        });
        return command;
    }

    private static void Tell(TextWriter output, int done, int count)
    {
        if (done % TellEvery == 0 || done == count)
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{done} of {count} orders"));
        }
    }
}
