using System.ComponentModel.DataAnnotations;

namespace Aruba.Fatturazione.Web.Configuration;

/// <summary>Which database holds the shop.</summary>
public enum DatabaseProvider
{
    /// <summary>A file beside the shop; the default.</summary>
    Sqlite,

    /// <summary>Microsoft SQL Server.</summary>
    SqlServer,

    /// <summary>PostgreSQL.</summary>
    PostgreSql,
}

/// <summary>Section <c>Database</c>.</summary>
public sealed record DatabaseOptions
{
    /// <summary>Kind of database.</summary>
    public DatabaseProvider Provider { get; init; } = DatabaseProvider.Sqlite;

    /// <summary>Connection string; empty means a SQLite file under <c>App_Data</c>.</summary>
    public string ConnectionString { get; init; } = "";

    /// <summary>Whether the schema is brought up to date at start. Default: only in Development.</summary>
    public bool? MigrateOnStart { get; init; }
}

/// <summary>Section <c>Store</c>.</summary>
public sealed record StoreOptions
{
    /// <summary>Address under which customers reach the shop; links in mails are made of it, whatever the request says.</summary>
    public string PublicUrl { get; init; } = "";

    /// <summary>Addresses of reverse proxies whose forwarded headers are believed.</summary>
    public IReadOnlyList<string> TrustedProxies { get; init; } = [];
}

/// <summary>How the connection to the mail server is protected.</summary>
public enum SmtpSecurity
{
    /// <summary>Plain text: only towards this machine.</summary>
    None,

    /// <summary>STARTTLS, required.</summary>
    StartTls,

    /// <summary>TLS from the first byte.</summary>
    SslOnConnect,
}

/// <summary>Section <c>Smtp</c>.</summary>
public sealed record SmtpOptions
{
    /// <summary>Server.</summary>
    public string Host { get; init; } = "";

    /// <summary>Port.</summary>
    [Range(1, 65535)]
    public int Port { get; init; } = 587;

    /// <summary>Protection of the connection.</summary>
    public SmtpSecurity Security { get; init; } = SmtpSecurity.StartTls;

    /// <summary>Empty when the server asks no credentials.</summary>
    public string UserName { get; init; } = "";

    /// <summary>From the environment or a secret file, never from the repository.</summary>
    public string Password { get; init; } = "";

    /// <summary>Sender and reply address, one that is read.</summary>
    public string From { get; init; } = "";
}

/// <summary>Section <c>Bank</c>: where a bonifico goes.</summary>
public sealed record BankOptions
{
    /// <summary>Exact holder of the account: banks compare it with the IBAN (Verification of Payee, Reg. UE 2024/886).</summary>
    public string Holder { get; init; } = "";

    /// <summary>IBAN; check digits are verified at start.</summary>
    public string Iban { get; init; } = "";

    /// <summary>BIC, or empty.</summary>
    public string Bic { get; init; } = "";

    /// <summary>Name of the bank, or empty.</summary>
    public string BankName { get; init; } = "";

    /// <summary>True for invented coordinates, which pages mark as such and Production refuses.</summary>
    public bool IsDemo { get; init; }
}

/// <summary>Section <c>Postal</c>: where a bollettino goes.</summary>
public sealed record PostalOptions
{
    /// <summary>Exact holder of the account.</summary>
    public string Holder { get; init; } = "";

    /// <summary>Number of the conto corrente postale, up to 12 digits.</summary>
    public string Account { get; init; } = "";

    /// <summary>Address of the holder, as printed on the slip.</summary>
    public string Address { get; init; } = "";

    /// <summary>True for invented coordinates.</summary>
    public bool IsDemo { get; init; }
}

/// <summary>Section <c>Jobs</c>.</summary>
public sealed record JobsOptions
{
    /// <summary>False makes an instance that only serves pages.</summary>
    public bool Enabled { get; init; } = true;

    /// <summary>Days for which mails and other work that is done stay in the outbox, and so in the timelines of orders.</summary>
    [Range(30, 3_660)]
    public int KeepDoneDays { get; init; } = 400;

    /// <summary>Days for which the body of a provider's event is kept after it was handled; the fact that it came is kept for ever.</summary>
    [Range(7, 3_660)]
    public int KeepEventBodyDays { get; init; } = 90;

    /// <summary>Years for which the orders of a deleted account are kept, with payments and acceptances (art. 2220 of the codice civile: ten).</summary>
    [Range(10, 30)]
    public int KeepFiscalYears { get; init; } = 10;
}

/// <summary>Section <c>Keys</c>: what encrypts the key ring at rest.</summary>
public sealed record KeysOptions
{
    /// <summary>At least 32 characters of secret, the same on every instance; or use a certificate.</summary>
    public string Secret { get; init; } = "";

    /// <summary>Path of a PKCS#12 file.</summary>
    public string CertificatePath { get; init; } = "";

    /// <summary>Its password.</summary>
    public string CertificatePassword { get; init; } = "";

    /// <summary>Secrets used before, so that keys encrypted with them stay readable after a change.</summary>
    public IReadOnlyList<string> PreviousSecrets { get; init; } = [];
}

/// <summary>Section <c>Accounts</c>.</summary>
public sealed record AccountOptions
{
    /// <summary>PBKDF2-SHA512 iterations; at least 220,000 outside tests (OWASP password storage).</summary>
    [Range(1_000, 10_000_000)]
    public int PasswordIterations { get; init; } = 220_000;
}

/// <summary>Section <c>Sandbox</c>, Development only.</summary>
public sealed record SandboxOptions
{
    /// <summary>Where the sandbox shows its pages.</summary>
    public string Url { get; init; } = "http://127.0.0.1:5090";

    /// <summary>Its SMTP port; 0 is any free one.</summary>
    [Range(0, 65535)]
    public int SmtpPort { get; init; } = 2525;

    /// <summary>False to leave the sandbox alone.</summary>
    public bool Enabled { get; init; } = true;
}

/// <summary>Something in the configuration stops the start. The message is one line that names the key and the cure (one line for each, when several).</summary>
public sealed class ConfigurationProblem : Exception
{
    /// <summary>One problem.</summary>
    /// <param name="key">The setting, as in <c>Smtp:Host</c>.</param>
    /// <param name="cure">What to do.</param>
    public ConfigurationProblem(string key, string cure)
        : base($"{key}: {cure}")
    {
    }

    private ConfigurationProblem(string message)
        : base(message)
    {
    }

    /// <summary>Several problems as one, a line each.</summary>
    public static ConfigurationProblem Of(IEnumerable<ConfigurationProblem> problems) => new(string.Join('\n', problems.Select(p => p.Message)));
}
