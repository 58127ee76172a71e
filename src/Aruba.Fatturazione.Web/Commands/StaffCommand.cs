using System.CommandLine;
using Aruba.Fatturazione.Fiscal;
using Aruba.Fatturazione.Web.Accounts;
using Aruba.Fatturazione.Web.Configuration;

namespace Aruba.Fatturazione.Web.Commands;

/// <summary><c>staff add</c>: the only way to become an agent.</summary>
internal static class StaffCommand
{
    public static Command Make()
    {
        var email = new Argument<string>("email") { Description = "The agent's own mailbox, which becomes the username." };
        var add = new Command("add", "Prints a link, good once and for 24 hours, with which the agent chooses a password and a second factor.") { email };
        add.TreatUnmatchedTokensAsErrors = false;
        add.SetAction(async (parsed, ct) =>
        {
            var mailbox = parsed.GetRequiredValue(email);
            if (!IndirizzoEmail.TryParse(mailbox, out _))
            {
                throw new ConfigurationProblem("email", "write the agent's mailbox, such as nome.cognome@azienda.example");
            }

            await using var app = CommandHost.Build(parsed);
            await using var scope = app.Services.CreateAsyncScope();
            var link = await scope.ServiceProvider.GetRequiredService<StaffAccounts>().InviteAsync(mailbox, ct);
            await parsed.InvocationConfiguration.Output.WriteLineAsync(link.ToString());
            return 0;
        });
        return new Command("staff", "Agents of the support desk.") { add };
    }
}
