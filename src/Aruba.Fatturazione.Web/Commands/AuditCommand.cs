using System.CommandLine;
using Aruba.Fatturazione.Web.Audit;
using Aruba.Fatturazione.Web.Configuration;

namespace Aruba.Fatturazione.Web.Commands;

/// <summary><c>audit</c>: checks what must hold of money, services, mails and secrets. It only reads.</summary>
internal static class AuditCommand
{
    private const int Shown = 10;

    public static Command Make()
    {
        var sandbox = new Option<string?>("--sandbox") { Description = "Address of a sandbox whose ledger and mailbox bear witness." };
        var command = new Command("audit", "Checks the invariants of money, services, mails and secrets. Exit code 1 when one is broken.") { sandbox };
        command.SetAction((parsed, ct) => RunAsync(parsed, parsed.GetValue(sandbox), ct));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, string? sandbox, CancellationToken ct)
    {
        if (Address(sandbox) is not { } witness)
        {
            throw new ConfigurationProblem("--sandbox", "write the address of a sandbox on this machine, such as http://127.0.0.1:5090");
        }

        await using var app = CommandHost.Build(parsed);
        var output = parsed.InvocationConfiguration.Output;
        IReadOnlyList<Verdict> verdicts;
        try
        {
            verdicts = await new Auditor(app.Services).RunAsync(witness.Sandbox, ct);
        }
        catch (HttpRequestException e)
        {
            throw new ConfigurationProblem("--sandbox", e.Message);
        }

        foreach (var (invariant, offences) in verdicts)
        {
            await output.WriteLineAsync($"{(offences.Count == 0 ? "ok  " : "BAD ")}  {invariant.Id,-5}  {offences.Count,5}  {invariant.Promise}");
            foreach (var kind in offences.GroupBy(o => o.What))
            {
                var more = kind.Count() > Shown ? $" and {kind.Count() - Shown} more" : "";
                await output.WriteLineAsync($"               {kind.Key}: {string.Join(", ", kind.Take(Shown).Select(o => o.Key))}{more}");
            }
        }

        var broken = verdicts.Sum(f => f.Offences.Count);
        await output.WriteLineAsync($"{broken} violations, {(sandbox is null ? "by the database alone" : $"by the database and {sandbox}")}");
        return broken == 0 ? 0 : 1;
    }

    private static Place? Address(string? sandbox) => sandbox is null ? new Place(null)
        : Uri.TryCreate(sandbox, UriKind.Absolute, out var url) && url is { Scheme: "http", IsLoopback: true } ? new Place(url)
        : null;

    private sealed record Place(Uri? Sandbox);
}
