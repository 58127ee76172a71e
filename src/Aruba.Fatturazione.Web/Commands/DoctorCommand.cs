using System.CommandLine;
using System.Diagnostics;
using Aruba.Fatturazione.Web.Configuration;

namespace Aruba.Fatturazione.Web.Commands;

/// <summary><c>doctor</c>: looks at everything the shop needs and says how to mend what is wrong.</summary>
internal static class DoctorCommand
{
    // All at once, so that the whole visit takes no more than ten seconds.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(8);

    public static Command Make()
    {
        var command = new Command("doctor", "Checks settings, database, migrations, keys, mail server, disk and clock. Exit code 1 when something is wrong.");
        command.SetAction((parsed, ct) => RunAsync(parsed, ct));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken ct)
    {
        var output = parsed.InvocationConfiguration.Output;
        var builder = ShopBuilder.New(CommandLine.Settings(parsed));
        var problems = OptionsSetup.Problems(builder.Configuration, builder.Environment);
        if (problems.Count > 0)
        {
            foreach (var problem in problems)
            {
                await output.WriteLineAsync($"BAD   settings    {problem.Message}");
            }

            return 1;
        }

        await output.WriteLineAsync($"ok    settings    {builder.Environment.EnvironmentName}: everything that is needed is there");
        await using var app = CommandHost.Build(parsed);
        var findings = await Task.WhenAll(DoctorChecks.All.Select(check => WithPatienceAsync(check, app, ct)));
        foreach (var (name, finding) in DoctorChecks.All.Select(c => c.Name).Zip(findings))
        {
            await output.WriteLineAsync($"{(finding.IsDoubtful ? "warn" : finding.IsGood ? "ok  " : "BAD ")}  {name,-10}  {finding.Why}{(finding.Cure is null ? "" : $" | {finding.Cure}")}");
        }

        return findings.All(f => f.IsGood) ? 0 : 1;
    }

    private static async Task<Finding> WithPatienceAsync(DoctorCheck check, WebApplication app, CancellationToken ct)
    {
        using var time = CancellationTokenSource.CreateLinkedTokenSource(ct);
        time.CancelAfter(Patience);
        try
        {
            return await check.Look(app.Services, time.Token).WaitAsync(Patience, ct);
        }
        catch (ConfigurationProblem problem)
        {
            return Finding.Bad(problem.Message, null);
        }
        catch (Exception e) when (e is TimeoutException or OperationCanceledException && !ct.IsCancellationRequested)
        {
            return Finding.Bad($"no answer within {Patience.TotalSeconds:0} seconds", check.Cure);
        }
        catch (Exception e) when (e is not UnreachableException)
        {
            // A doctor reports what it finds; the first line of the reason is enough to know where to look.
            return Finding.Bad(Masking.Mask(e.GetBaseException().Message.Split('\n')[0]), check.Cure);
        }
    }
}

/// <summary>What a check found.</summary>
/// <param name="IsGood">Whether the shop can work with it.</param>
/// <param name="Why">What was seen.</param>
/// <param name="Cure">How to mend it, or null when there is nothing to mend or the reason says it.</param>
internal sealed record Finding(bool IsGood, string Why, string? Cure)
{
    /// <summary>True when the shop works and somebody should look all the same; no reason for exit code 1.</summary>
    public bool IsDoubtful { get; private init; }

    public static Finding Good(string why) => new(true, why, null);

    public static Finding Doubtful(string why, string cure) => new(true, why, cure) { IsDoubtful = true };

    public static Finding Bad(string why, string? cure) => new(false, why, cure);
}

/// <summary>A thing to look at.</summary>
/// <param name="Name">One word.</param>
/// <param name="Cure">What to do when looking itself fails.</param>
/// <param name="Look">Looks.</param>
internal sealed record DoctorCheck(string Name, string Cure, Func<IServiceProvider, CancellationToken, Task<Finding>> Look);
