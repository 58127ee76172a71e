using System.CommandLine;
using Aruba.Fatturazione.Web.Configuration;

namespace Aruba.Fatturazione.Web.Commands;

/// <summary>The command line: without a command the shop runs. Settings follow as <c>--Section:Key value</c>, as everywhere in .NET.</summary>
internal static class CommandLine
{
    /// <summary>Exit code for settings or words that cannot be followed.</summary>
    public const int Unusable = 2;

    /// <summary>Parses and runs. A <see cref="ConfigurationProblem"/> is its message on standard error and <see cref="Unusable"/>.</summary>
    public static async Task<int> RunAsync(string[] args)
    {
        var parsed = Root().Parse(args);
        try
        {
            // Without its own handlers for exceptions and signals: the host has better ones for both.
            return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null });
        }
        catch (ConfigurationProblem problem)
        {
            await Console.Error.WriteLineAsync(problem.Message);
            return Unusable;
        }
        catch (IOException e) when (e.InnerException is Microsoft.AspNetCore.Connections.AddressInUseException)
        {
            await Console.Error.WriteLineAsync("ASPNETCORE_URLS: the address is taken; stop the other program, or choose another port");
            return Unusable;
        }
    }

    private static RootCommand Root()
    {
        var root = new RootCommand("The shop: without a command it runs. Settings may follow as --Section:Key value.")
        {
            MigrateCommand.Make(),
            SeedCommand.Make(),
            StaffCommand.Make(),
            RoutesCommand.Make(),
            DoctorCommand.Make(),
            RehearseCommand.Make(),
            AuditCommand.Make(),
        };
        root.TreatUnmatchedTokensAsErrors = false;
        foreach (var command in root.Subcommands)
        {
            command.TreatUnmatchedTokensAsErrors = false;
        }

        root.SetAction((parsed, ct) => RunShop.RunAsync(Settings(parsed), ct));
        return root;
    }

    /// <summary>The words that no command knows, as settings. A stray word is a misspelt command and not a setting.</summary>
    public static string[] Settings(ParseResult parsed)
    {
        var words = parsed.UnmatchedTokens;
        for (var i = 0; i < words.Count; i++)
        {
            var isSetting = words[i].StartsWith('-') || words[i].StartsWith('/') || words[i].Contains('=', StringComparison.Ordinal);
            var isValue = i > 0 && words[i - 1].StartsWith('-') && !words[i - 1].Contains('=', StringComparison.Ordinal);
            if (!isSetting && !isValue)
            {
                throw new ConfigurationProblem(words[i], "there is no such command; --help lists them");
            }
        }

        return [.. words];
    }
}
