using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Aruba.Fatturazione.Web.Data;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;

namespace Aruba.Fatturazione.Web.Configuration;

/// <summary>The key ring: in the database, encrypted at rest by a certificate or a secret, shared by all instances under one fixed name.</summary>
internal static class KeysSetup
{
    public static IServiceCollection AddStoreKeys(this IServiceCollection services, KeysOptions options)
    {
        var ring = services.AddDataProtection().SetApplicationName("Aruba.Fatturazione").PersistKeysToDbContext<StoreDbContext>();
        if (options.CertificatePath.Length > 0)
        {
            var certificate = Load(options);
            ring.ProtectKeysWithCertificate(certificate).UnprotectKeysWithAnyCertificate(certificate);
        }
        else if (options.Secret.Length > 0)
        {
            services.Configure<KeyManagementOptions>(o => o.XmlEncryptor = new SecretXmlEncryptor(options.Secret));
        }

        return services;
    }

    private static X509Certificate2 Load(KeysOptions options)
    {
        X509Certificate2 certificate;
        try
        {
            certificate = X509CertificateLoader.LoadPkcs12FromFile(options.CertificatePath, options.CertificatePassword);
        }
        catch (CryptographicException)
        {
            throw new ConfigurationProblem("Keys:CertificatePassword", "the PKCS#12 file does not open with it");
        }

        return certificate.HasPrivateKey
            ? certificate
            : throw new ConfigurationProblem("Keys:CertificatePath", "the file holds no private key");
    }
}
