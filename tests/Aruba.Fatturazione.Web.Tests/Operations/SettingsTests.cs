using Aruba.Fatturazione.Web.Configuration;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting.Internal;

namespace Aruba.Fatturazione.Web.Tests.Operations;

public sealed class SettingsTests
{
    private static readonly Dictionary<string, string?> Good = new()
    {
        ["Store:PublicUrl"] = "https://negozio.example",
        ["Smtp:Host"] = "posta.example",
        ["Smtp:From"] = "assistenza@negozio.example",
        ["Bank:Holder"] = "Negozio S.p.A.",
        ["Bank:Iban"] = "IT69B0300203280000000654321",
        ["Postal:Holder"] = "Negozio S.p.A.",
        ["Postal:Account"] = "000012345678",
        ["Keys:Secret"] = "0123456789abcdef0123456789abcdef",
    };

    [Theory]
    [InlineData("Production")]
    [InlineData("Staging")]
    [InlineData("Development")]
    public void Complete_settings_are_accepted(string environment) => Assert.Empty(Problems(environment));

    [Theory]
    [InlineData("Store:PublicUrl", "", "Store:PublicUrl: give the address")]
    [InlineData("Store:PublicUrl", "negozio.example", "Store:PublicUrl: give the address")]
    [InlineData("Store:PublicUrl", "http://negozio.example", "Store:PublicUrl: must begin with https://")]
    [InlineData("Store:TrustedProxies:0", "proxy", "Store:TrustedProxies: 'proxy' is neither")]
    [InlineData("Smtp:Host", "", "Smtp:Host: give the name")]
    [InlineData("Smtp:From", "nessuno", "Smtp:From: give the sender's address")]
    [InlineData("Smtp:Security", "None", "Smtp:Security: write StartTls or SslOnConnect")]
    [InlineData("Smtp:Security", "Auto", "Smtp:Security: its value cannot be read")]
    [InlineData("Smtp:Port", "0", "Smtp:Port: ")]
    [InlineData("Bank:Iban", "IT60X0542811101000000123457", "Bank:Iban: this is not an Italian IBAN")]
    [InlineData("Bank:Iban", "IT60 X054 2811 1010 0000 0123 456", "Bank:Iban: these are demonstration coordinates")]
    [InlineData("Bank:IsDemo", "true", "Bank:Iban: these are demonstration coordinates")]
    [InlineData("Bank:Holder", "", "Bank:Holder: give the exact holder")]
    [InlineData("Postal:Account", "12-34", "Postal:Account: write the number")]
    [InlineData("Postal:IsDemo", "true", "Postal:IsDemo: these are demonstration coordinates")]
    [InlineData("PayPal:ApiBase", "http://127.0.0.1:5090/paypal", "PayPal:ApiBase: write https://api-m.paypal.com or")]
    [InlineData("PayPal:ApiBase", "http://api-m.paypal.com", "PayPal:ApiBase: write https://api-m.paypal.com or")]
    [InlineData("PayPal:ApiBase", "https://api-m.paypal.com.attacker.example", "PayPal:ApiBase: write https://api-m.paypal.com or")]
    [InlineData("PayPal:ApiBase", "paypal", "PayPal:ApiBase: write https://api-m.paypal.com or")]
    [InlineData("PayPal:ClientID0", "x", "PayPal:ClientID0: there is no such setting; did you mean PayPal:ClientId?")]
    [InlineData("Keys:Secret", "", "Keys:Secret: give at least 32")]
    [InlineData("Keys:Secret", "corto", "Keys:Secret: too short")]
    [InlineData("Keys:CertificatePath", "/nessun/file.p12", "Keys:CertificatePath: there is no such file")]
    [InlineData("Database:Provider", "Oracle", "Database:Provider: its value cannot be read")]
    [InlineData("Database:Provider", "PostgreSql", "Database:ConnectionString: give the connection string of the PostgreSql")]
    [InlineData("Sandbox:Url", "http://127.0.0.1:5090", "Sandbox: the sandbox is for Development")]
    [InlineData("Limits:Enabled", "false", "Limits:Enabled: requests are always counted")]
    [InlineData("Accounts:PasswordIterations", "1000", "Accounts:PasswordIterations: at least 220000")]
    [InlineData("FORWARDEDHEADERS_ENABLED", "true", "ASPNETCORE_FORWARDEDHEADERS_ENABLED: remove it")]
    [InlineData("Smtp:Hots", "posta", "Smtp:Hots: there is no such setting; did you mean Smtp:Host?")]
    [InlineData("Database:ConnectonString", "x", "Database:ConnectonString: there is no such setting; did you mean Database:ConnectionString?")]
    [InlineData("Stripe:IsLive", "true", "Stripe:IsLive: there is no such setting")]
    [InlineData("Jobs:Parallelism", "4", "Jobs:Parallelism: there is no such setting; Jobs has Enabled")]
    public void A_wrong_setting_is_one_line_with_key_and_cure(string key, string value, string line)
    {
        var problems = Problems("Production", (key, value));

        Assert.StartsWith(line, Assert.Single(problems), StringComparison.Ordinal);
        Assert.DoesNotContain('\n', problems[0]);
    }

    [Theory]
    [InlineData("PayPal:ClientSecret", "", "PayPal:ClientSecret: give the secret")]
    [InlineData("PayPal:WebhookId", "", "PayPal:WebhookId: give the id")]
    [InlineData("PayPal:ClientId", "sandbox-client", "PayPal:ClientId: these are the sandbox's keys")]
    [InlineData("PayPal:ApiBase", "https://api-m.sandbox.paypal.com", "PayPal:ApiBase: PayPal's test API takes no money")]
    public void PayPal_opens_in_Production_with_everything_of_its_own(string key, string value, string line)
    {
        var whole = new[] { ("PayPal:ClientId", "vero"), ("PayPal:ClientSecret", "segreto"), ("PayPal:WebhookId", "1JE4291016473214C") };

        Assert.Empty(Problems("Production", whole));
        Assert.StartsWith(line, Assert.Single(Problems("Production", [.. whole, (key, value)])), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://127.0.0.1:5090/paypal")]
    [InlineData("http://localhost:9999")]
    [InlineData("https://api-m.sandbox.paypal.com/")]
    public void Outside_Production_PayPal_may_be_an_emulator_on_this_machine(string address) => Assert.Empty(
        Problems("Development", ("PayPal:ApiBase", address), ("PayPal:ClientId", "x"), ("PayPal:ClientSecret", "y"), ("PayPal:WebhookId", "z")));

    [Fact]
    public void The_sandbox_as_mail_server_is_refused_in_Production() => Assert.StartsWith(
        "Smtp:Port: 2525 on this machine is the sandbox's",
        Assert.Single(Problems("Production", ("Smtp:Host", "127.0.0.1"), ("Smtp:Port", "2525"), ("Smtp:Security", "None"))),
        StringComparison.Ordinal);

    [Fact]
    public void A_secret_under_a_wrong_key_is_not_repeated_in_the_message() =>
        Assert.DoesNotContain("segreto-vero", string.Join('\n', Problems("Production", ("Smtp:Passwrd", "segreto-vero"), ("Smtp:Port", "segreto-vero"))), StringComparison.Ordinal);

    [Fact]
    public void The_settings_in_the_repository_are_all_known_and_open_a_Development_shop()
    {
        var configuration = new ConfigurationBuilder()
            .AddJsonFile(Path.Combine(Infrastructure.StoreHost.ContentRoot, "appsettings.json"))
            .AddJsonFile(Path.Combine(Infrastructure.StoreHost.ContentRoot, "appsettings.Development.json"))
            .Build();

        Assert.Empty(OptionsSetup.Problems(configuration, new HostingEnvironment { EnvironmentName = "Development" }));
    }

    private static List<string> Problems(string environment, params (string Key, string Value)[] changes)
    {
        var settings = new Dictionary<string, string?>(Good);
        foreach (var (key, value) in changes)
        {
            settings[key] = value;
        }

        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
        return [.. OptionsSetup.Problems(configuration, new HostingEnvironment { EnvironmentName = environment }).Select(p => p.Message)];
    }
}
