using System.CommandLine;
using Aruba.Fatturazione.Web.Configuration;
using Aruba.Fatturazione.Web.Development;

namespace Aruba.Fatturazione.Web.Commands;

/// <summary>The shop put together for a command: nothing listens, no job runs, only warnings are logged.</summary>
internal static class CommandHost
{
    /// <summary>Builds it with the settings of the command line. Throws <see cref="ConfigurationProblem"/> as the shop itself would.</summary>
    public static WebApplication Build(ParseResult parsed)
    {
        var builder = ShopBuilder.New(CommandLine.Settings(parsed));
        builder.FollowListeningAddress();
        builder.AddStore();
        builder.AddStoreLogs(quiet: true);
        return builder.Build();
    }
}
