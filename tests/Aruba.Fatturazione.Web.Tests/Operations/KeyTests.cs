using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Xml.Linq;
using Aruba.Fatturazione.Web.Configuration;
using Aruba.Fatturazione.Web.Tests.Infrastructure;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Aruba.Fatturazione.Web.Tests.Operations;

public sealed class KeyTests
{
    private const string Secret = "un-segreto-di-prova-lungo-abbastanza";

    [Fact]
    public async Task With_a_secret_the_stored_ring_shows_no_key_and_a_second_instance_reads_it() =>
        await AssertEncryptedAndSharedAsync(new KeyHost(("Keys:Secret", Secret)));

    [Fact]
    public async Task With_a_certificate_the_stored_ring_shows_no_key_and_a_second_instance_reads_it()
    {
        var file = Path.GetTempFileName();
        using (var rsa = RSA.Create(2048))
        {
            var request = new CertificateRequest("CN=prova", rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
            using var certificate = request.CreateSelfSigned(StoreHost.Start.AddDays(-1), StoreHost.Start.AddYears(20));
            await File.WriteAllBytesAsync(file, certificate.Export(X509ContentType.Pkcs12, "prova"));
        }

        await AssertEncryptedAndSharedAsync(new KeyHost(("Keys:CertificatePath", file), ("Keys:CertificatePassword", "prova")));
        File.Delete(file);
    }

    [Fact]
    public void A_key_opens_with_its_secret_only_and_not_when_changed()
    {
        var sealedKey = SecretXml.Encrypt(new XElement("masterKey", "chiave"), Secret);

        Assert.True(SecretXml.TryDecrypt(sealedKey, Secret, out var plain));
        Assert.Equal("chiave", plain!.Value);
        Assert.False(SecretXml.TryDecrypt(sealedKey, Secret + "!", out _));
        var bytes = Convert.FromBase64String(sealedKey.Value);
        bytes[^1] ^= 1;
        Assert.False(SecretXml.TryDecrypt(new XElement("sealedKey", new XElement("sealed", Convert.ToBase64String(bytes))), Secret, out _));
    }

    [Fact]
    public void After_a_change_of_secret_the_earlier_one_still_opens_old_keys()
    {
        var old = new SecretXmlEncryptor(Secret).Encrypt(new XElement("masterKey", "chiave")).EncryptedElement;
        var services = new ServiceCollection().AddSingleton(Microsoft.Extensions.Options.Options.Create(
            new KeysOptions { Secret = "un-altro-segreto-lungo-abbastanza!", PreviousSecrets = [Secret] })).BuildServiceProvider();

        Assert.Equal("chiave", new SecretXmlDecryptor(services).Decrypt(old).Value);
    }

    [Fact]
    public async Task With_another_secret_the_shop_does_not_open_over_a_ring_it_cannot_read()
    {
        var store = new KeyHost(("Keys:Secret", Secret));
        await store.InitializeAsync();
        Assert.Equal(0, KeyRing.Unreadable(store.Services));
        store.Secret = "un-segreto-sbagliato-ma-abbastanza-lungo";
        var other = await store.StartInstanceAsync();

        var problem = Assert.Throws<ConfigurationProblem>(() => KeyRing.RequireReadable(other.Services));
        Assert.StartsWith("Keys:Secret: the key ring was encrypted with another secret", problem.Message, StringComparison.Ordinal);
        await store.DisposeAsync();
    }

    private static async Task AssertEncryptedAndSharedAsync(KeyHost store)
    {
        await store.InitializeAsync();
        var text = store.Services.GetRequiredService<IDataProtectionProvider>().CreateProtector("prova").Protect("buongiorno");
        var stored = await store.InDatabaseAsync(db => db.DataProtectionKeys.Select(k => k.Xml!).ToListAsync());

        Assert.NotEmpty(stored);
        Assert.All(stored, xml => Assert.DoesNotContain("<value>", xml, StringComparison.Ordinal));
        Assert.All(stored, xml => Assert.DoesNotContain("masterKey", xml, StringComparison.Ordinal));
        var second = await store.StartInstanceAsync();
        Assert.Equal("buongiorno", second.Services.GetRequiredService<IDataProtectionProvider>().CreateProtector("prova").Unprotect(text));
        await store.DisposeAsync();
    }

    private sealed class KeyHost(params (string Key, string Value)[] settings) : StoreHost
    {
        protected override IEnumerable<KeyValuePair<string, string?>> Settings =>
            settings.Select(s => KeyValuePair.Create(s.Key, (string?)(s.Key == "Keys:Secret" && Secret is not null ? Secret : s.Value)));

        /// <summary>The secret of the instances that start from now on, when another.</summary>
        public string? Secret { get; set; }
    }
}
