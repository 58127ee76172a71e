using Aruba.Fatturazione.Bench;

// dotnet run -c Release --project tests/Aruba.Fatturazione.Bench -- [--quick] [--postgres <connection string>] [--no-sqlite]
if (args is ["bare", var url, var html])
{
    await BareApp.RunAsync(url, html);
    return 0;
}

var folder = Directory.CreateTempSubdirectory("shop-bench-").FullName;
try
{
    var programs = await Programs.PublishAsync(folder);
    var sizes = args.Contains("--quick") ? Sizes.Quick : Sizes.Full;
    var figures = new Figures();
    if (!args.Contains("--no-sqlite"))
    {
        await using var sqlite = Store.NewSqlite(folder);
        await new Bench(programs, sqlite, sizes, figures).RunAsync();
    }

    if (Array.IndexOf(args, "--postgres") is >= 0 and var at && at + 1 < args.Length)
    {
        await using var postgres = await Store.NewPostgresAsync(args[at + 1]);
        await new Bench(programs, postgres, sizes, figures).RunAsync();
    }

    figures.Print();
    return figures.AnyMissed ? 1 : 0;
}
finally
{
    Directory.Delete(folder, recursive: true);
}
