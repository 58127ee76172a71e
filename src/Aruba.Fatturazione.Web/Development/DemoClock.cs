#if DEBUG
using System.Globalization;
using System.Net.Http.Json;
using Aruba.Fatturazione.Web.Configuration;
using Aruba.Fatturazione.Web.Data;

namespace Aruba.Fatturazione.Web.Development;

/// <summary>
/// The machine's clock, and how far ahead of it the shop lives: in Development whole years of a service can pass by hand. It only goes
/// forward, because what has happened cannot lie in the future. Waits and timers are always real time. Not in a Release build.
/// </summary>
/// <param name="file">Where it is kept, beside the database that has lived until then.</param>
internal sealed class DemoClock(string file) : TimeProvider
{
    /// <summary>The furthest it goes, in days: further on, cards and calendars end.</summary>
    public const int MaxDays = 4_000;

    private int days = Read(file);

    /// <summary>Days ahead of the machine's clock.</summary>
    public int Days => Volatile.Read(ref days);

    /// <inheritdoc />
    public override DateTimeOffset GetUtcNow() => base.GetUtcNow().AddDays(Days);

    /// <summary>Goes one day ahead. False at the end.</summary>
    public bool Advance()
    {
        if (Days >= MaxDays)
        {
            return false;
        }

        var now = Interlocked.Increment(ref days);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, now.ToString(CultureInfo.InvariantCulture));
        return true;
    }

    /// <summary>Makes it the shop's clock, in Development only.</summary>
    public static void AddTo(WebApplicationBuilder builder)
    {
        if (!builder.Environment.IsDevelopment())
        {
            return;
        }

        var root = builder.Environment.ContentRootPath;
        var database = DatabaseSetup.SqliteFile(builder.Configuration.Section<DatabaseOptions>("Database"), root) ?? Path.Combine(root, "App_Data", "fatturazione");
        builder.Services.AddSingleton(new DemoClock($"{database}.giorni"));
        builder.Services.AddSingleton<TimeProvider>(sp => sp.GetRequiredService<DemoClock>());
    }

    /// <summary>Tells the sandbox how far ahead the shop is, so that providers and mailbox live in the same day. False when it does not answer.</summary>
    public async Task<bool> TellAsync(string sandbox, CancellationToken ct)
    {
        using var http = SandboxBeside.NewClient(new Uri(sandbox));
        try
        {
            using var answer = await http.PutAsJsonAsync("/clock", new { days = Days }, ct);
            return answer.IsSuccessStatusCode;
        }
        catch (Exception e) when (e is HttpRequestException || (e is OperationCanceledException && !ct.IsCancellationRequested))
        {
            return false;
        }
    }

    private static int Read(string file) =>
        File.Exists(file) && int.TryParse(File.ReadAllText(file), NumberStyles.None, CultureInfo.InvariantCulture, out var days) ? Math.Min(days, MaxDays) : 0;
}
#endif
