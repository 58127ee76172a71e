using System.Net;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Aruba.Fatturazione.Web.Tests.Infrastructure;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;

namespace Aruba.Fatturazione.Web.Tests.Operations;

public sealed class SecureCookieTests(SecureCookieTests.SecureHost host) : IClassFixture<SecureCookieTests.SecureHost>
{
    [Theory]
    [InlineData("/registrazione")]
    [InlineData("/accesso")]
    [InlineData("/assistenza/accesso")]
    [InlineData("/pannello/accesso")]
    public async Task Over_HTTPS_every_cookie_of_a_page_is_bound_to_the_host(string page)
    {
        using var client = host.NewClient();

        using var answer = await client.GetAsync(page);

        var cookies = answer.Headers.GetValues("Set-Cookie").ToList();
        Assert.NotEmpty(cookies);
        Assert.All(cookies, AssertBound);
    }

    [Fact]
    public async Task Over_HTTPS_the_session_that_a_sign_in_opens_is_bound_to_the_host_and_works()
    {
        using var client = host.NewClient();
        var form = await client.GetStringAsync("/accesso");
        var token = form.Split("__RequestVerificationToken\" type=\"hidden\" value=\"")[1].Split('"')[0];
        var (username, password) = await host.CustomerAsync();

        using var answer = await client.PostAsync("/accesso", new FormUrlEncodedContent(
            [new("Username", username), new("Password", password), new("__RequestVerificationToken", token)]));

        var cookie = Assert.Single(answer.Headers.GetValues("Set-Cookie"), c => c.Contains("sessione", StringComparison.Ordinal));
        AssertBound(cookie);
        using var inside = await client.GetAsync("/area-clienti");
        Assert.Equal(HttpStatusCode.OK, inside.StatusCode);
    }

    private static void AssertBound(string cookie)
    {
        Assert.StartsWith("__Host-", cookie, StringComparison.Ordinal);
        Assert.Contains("; secure", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("; path=/", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("; httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("domain=", cookie, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>The shop behind a certificate of its own.</summary>
    public sealed class SecureHost : StoreHost
    {
        private readonly X509Certificate2 certificate = NewCertificate();

        protected override IEnumerable<KeyValuePair<string, string?>> Settings => [new("urls", "https://127.0.0.1:0")];

        /// <summary>A client that trusts this certificate and no other.</summary>
        public HttpClient NewClient() => new(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            SslOptions = new SslClientAuthenticationOptions { RemoteCertificateValidationCallback = (_, seen, _, _) => seen is not null && seen.GetCertHashString() == certificate.GetCertHashString() },
        })
        { BaseAddress = Address };

        /// <summary>A customer with a password.</summary>
        public async Task<(string Username, string Password)> CustomerAsync()
        {
            const string Username = "71717171@aruba.it", Password = "quattro pesci nel vaso";
            var hash = await ((Accounts.Passwords)Services.GetService(typeof(Accounts.Passwords))!).HashAsync(Password, CancellationToken.None);
            await InDatabaseAsync(db =>
            {
                db.Users.Add(new Accounts.Account
                {
                    Id = Guid.CreateVersion7(),
                    Kind = Accounts.AccountKind.Customer,
                    UserName = Username,
                    NormalizedUserName = Username.ToUpperInvariant(),
                    PasswordHash = hash,
                    CreatedAt = Clock.GetUtcNow().UtcDateTime,
                });
                return db.SaveChangesAsync();
            });
            return (Username, Password);
        }

        protected override void Configure(WebApplicationBuilder builder) =>
            builder.WebHost.ConfigureKestrel(kestrel => kestrel.ConfigureHttpsDefaults(https => https.ServerCertificate = certificate));

        private static X509Certificate2 NewCertificate()
        {
            using var key = RSA.Create(2048);
            var request = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
            var names = new SubjectAlternativeNameBuilder();
            names.AddIpAddress(IPAddress.Loopback);
            request.CertificateExtensions.Add(names.Build());
            return request.CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(120));
        }
    }
}
