using System.Net;
using Aruba.Fatturazione.Fiscal;
using Aruba.Fatturazione.Web.Payments.PayPal;
using Aruba.Fatturazione.Web.Payments.Stripe;

namespace Aruba.Fatturazione.Web.Configuration;

/// <summary>What must hold between settings before the shop may open. Everything that is not Development counts as Production.</summary>
internal static class SettingsRules
{
    private const int MinimumSecret = 32;

    // OWASP's figure for PBKDF2-HMAC-SHA512.
    private const int MinimumIterations = 220_000;

    private const int SandboxSmtpPort = 2525;

    // Printed in bank leaflets as an example: valid check digits, nobody's account.
    private const string ExampleIban = "IT60X0542811101000000123456";

    /// <summary>One problem for each broken rule.</summary>
    public static IEnumerable<ConfigurationProblem> Broken(IConfiguration configuration, bool production)
    {
        var smtp = configuration.Section<SmtpOptions>("Smtp");
        IEnumerable<ConfigurationProblem?> found =
        [
            .. Store(configuration.Section<StoreOptions>("Store"), configuration, production),
            .. Database(configuration.Section<DatabaseOptions>("Database")),
            .. Smtp(smtp, configuration.Section<SandboxOptions>("Sandbox"), production),
            .. Money(configuration.Section<BankOptions>("Bank"), configuration.Section<PostalOptions>("Postal"), production),
            .. Stripe(configuration.Section<StripeOptions>("Stripe"), production),
            .. PayPal(configuration.Section<PayPalOptions>("PayPal"), production),
            .. Keys(configuration.Section<KeysOptions>("Keys"), production),
            .. Telemetry(configuration.Section<TelemetryOptions>("Telemetry")),
            .. production ? OnlyForDevelopment(configuration, smtp) : [],
        ];
        return found.OfType<ConfigurationProblem>();
    }

    private static IEnumerable<ConfigurationProblem?> Store(StoreOptions store, IConfiguration configuration, bool production)
    {
        var absolute = Uri.TryCreate(store.PublicUrl, UriKind.Absolute, out var url) && url.Scheme is "http" or "https";
        yield return Unless(absolute, "Store:PublicUrl", "give the address under which customers reach the shop, such as https://negozio.example");
        yield return Unless(!absolute || !production || url!.Scheme == "https", "Store:PublicUrl", "must begin with https:// in Production");
        foreach (var proxy in store.TrustedProxies)
        {
            yield return Unless(IPAddress.TryParse(proxy, out _) || IPNetwork.TryParse(proxy, out _), "Store:TrustedProxies", $"'{proxy}' is neither an IP address nor a network such as 10.0.0.0/8");
        }

        // The framework's own switch believes every sender's X-Forwarded-For.
        yield return Unless(!configuration.GetValue("FORWARDEDHEADERS_ENABLED", defaultValue: false), "ASPNETCORE_FORWARDEDHEADERS_ENABLED", "remove it and name the proxies in Store:TrustedProxies");
    }

    private static IEnumerable<ConfigurationProblem?> Database(DatabaseOptions database)
    {
        yield return Unless(Enum.IsDefined(database.Provider), "Database:Provider", "write Sqlite, SqlServer or PostgreSql");
        yield return Unless(
            database.Provider == DatabaseProvider.Sqlite || database.ConnectionString.Length > 0,
            "Database:ConnectionString",
            $"give the connection string of the {database.Provider} database");
    }

    private static IEnumerable<ConfigurationProblem?> Smtp(SmtpOptions smtp, SandboxOptions sandbox, bool production)
    {
        // In Development the sandbox is the mail server, on a port that is known when it has started.
        var fromSandbox = !production && sandbox.Enabled && smtp.Host.Length == 0;
        yield return Unless(fromSandbox || smtp.Host.Length > 0, "Smtp:Host", "give the name of the mail server");
        yield return Unless(IndirizzoEmail.TryParse(smtp.From, out _), "Smtp:From", "give the sender's address, one that somebody reads");
        yield return Unless(Enum.IsDefined(smtp.Security), "Smtp:Security", "write None, StartTls or SslOnConnect");
        yield return Unless(
            !production || smtp.Security != SmtpSecurity.None || IsLoopback(smtp.Host),
            "Smtp:Security",
            "write StartTls or SslOnConnect: without protection mails may only go to a server on this machine");
    }

    private static IEnumerable<ConfigurationProblem?> Money(BankOptions bank, PostalOptions postal, bool production)
    {
        yield return Unless(bank.Iban.Length == 0 || Iban.TryParse(bank.Iban, out _), "Bank:Iban", "this is not an Italian IBAN: compare its 27 characters with the bank's");
        yield return Unless(!production || bank.Iban.Length > 0, "Bank:Iban", "give the IBAN on which customers pay");
        yield return Unless(!production || bank.Holder.Length > 0, "Bank:Holder", "give the exact holder of the account: banks compare it with the IBAN");
        var demo = bank.IsDemo || bank.Iban.Replace(" ", "", StringComparison.Ordinal) == ExampleIban;
        yield return Unless(!production || !demo, "Bank:Iban", "these are demonstration coordinates; give the real ones and set Bank:IsDemo to false");
        yield return Unless(
            postal.Account.All(char.IsAsciiDigit) && postal.Account.Length <= 12, "Postal:Account", "write the number of the conto corrente postale: up to 12 digits");
        yield return Unless(!production || postal.Account.Length > 0, "Postal:Account", "give the number of the conto corrente postale");
        yield return Unless(!production || postal.Holder.Length > 0, "Postal:Holder", "give the exact holder of the conto corrente postale");
        yield return Unless(!production || !postal.IsDemo, "Postal:IsDemo", "these are demonstration coordinates; give the real ones and set it to false");
    }

    private static IEnumerable<ConfigurationProblem?> Stripe(StripeOptions stripe, bool production)
    {
        var absolute = Uri.TryCreate(stripe.ApiBase, UriKind.Absolute, out var url);
        var allowed = absolute && (url!.AbsoluteUri.TrimEnd('/') == StripeOptions.Official || (!production && url.IsLoopback));
        yield return Unless(allowed, "Stripe:ApiBase", $"write {StripeOptions.Official}, or leave it out; addresses of this machine are for Development");
        yield return Unless(!stripe.IsConfigured || stripe.WebhookSecrets.Count > 0, "Stripe:WebhookSecrets:0", "give the signing secret of the webhook endpoint, whsec_…");
        yield return Unless(!production || stripe.SecretKey != StripeOptions.SandboxKey, "Stripe:SecretKey", "this is the sandbox's key; give the account's own");
        yield return Unless(!production || !stripe.IsConfigured || stripe.IsLive, "Stripe:SecretKey", "a test key takes no money; give the live one, or leave it out");
    }

    private static IEnumerable<ConfigurationProblem?> PayPal(PayPalOptions paypal, bool production)
    {
        var official = paypal.ApiBase.TrimEnd('/') is PayPalOptions.LiveApi or PayPalOptions.TestApi;
        yield return Unless(
            official || (!production && paypal.IsOnThisMachine),
            "PayPal:ApiBase",
            $"write {PayPalOptions.LiveApi} or {PayPalOptions.TestApi}; addresses of this machine are for Development");
        yield return Unless(!paypal.IsConfigured || paypal.ClientSecret.Length > 0, "PayPal:ClientSecret", "give the secret that belongs to PayPal:ClientId");
        yield return Unless(!paypal.IsConfigured || paypal.WebhookId.Length > 0, "PayPal:WebhookId", "give the id of the webhook that points at /webhooks/paypal");
        yield return Unless(!production || paypal.ClientId != PayPalOptions.SandboxClient, "PayPal:ClientId", "these are the sandbox's keys; give the account's own");
        yield return Unless(!production || !paypal.IsConfigured || paypal.ApiBase.TrimEnd('/') != PayPalOptions.TestApi, "PayPal:ApiBase", "PayPal's test API takes no money; leave it out");
    }

    private static IEnumerable<ConfigurationProblem?> Keys(KeysOptions keys, bool production)
    {
        yield return Unless(
            !production || keys.Secret.Length > 0 || keys.CertificatePath.Length > 0,
            "Keys:Secret",
            $"give at least {MinimumSecret} random characters, the same on every instance, or a certificate in Keys:CertificatePath");
        yield return Unless(keys.Secret.Length is 0 or >= MinimumSecret, "Keys:Secret", $"too short: at least {MinimumSecret} random characters");
        yield return Unless(keys.PreviousSecrets.All(s => s.Length >= MinimumSecret), "Keys:PreviousSecrets", $"each has at least {MinimumSecret} characters");
        yield return Unless(keys.CertificatePath.Length == 0 || File.Exists(keys.CertificatePath), "Keys:CertificatePath", "there is no such file, or it may not be read");
    }

    private static IEnumerable<ConfigurationProblem?> Telemetry(TelemetryOptions telemetry)
    {
        yield return Unless(
            telemetry.Endpoint.Length == 0 || Uri.TryCreate(telemetry.Endpoint, UriKind.Absolute, out _),
            "Telemetry:Endpoint",
            "give the collector's address, such as http://127.0.0.1:4317, or leave it out");
    }

    private static IEnumerable<ConfigurationProblem?> OnlyForDevelopment(IConfiguration configuration, SmtpOptions smtp)
    {
        var sandbox = configuration.GetSection("Sandbox");
        yield return Unless(
            !sandbox.GetChildren().Any() || !configuration.Section<SandboxOptions>("Sandbox").Enabled, "Sandbox", "the sandbox is for Development; remove its settings");
        yield return Unless(
            !(IsLoopback(smtp.Host) && smtp.Port == SandboxSmtpPort), "Smtp:Port", $"{SandboxSmtpPort} on this machine is the sandbox's mail server; give the real one");
        yield return Unless(
            configuration.Section<LimitsOptions>("Limits").Enabled, "Limits:Enabled", "requests are always counted in Production; raise Limits:PerMinute instead");
        yield return Unless(
            configuration.Section<AccountOptions>("Accounts").PasswordIterations >= MinimumIterations, "Accounts:PasswordIterations", $"at least {MinimumIterations}");
    }

    private static bool IsLoopback(string host) => host == "localhost" || (IPAddress.TryParse(host, out var ip) && IPAddress.IsLoopback(ip));

    private static ConfigurationProblem? Unless(bool holds, string key, string cure) => holds ? null : new ConfigurationProblem(key, cure);
}
