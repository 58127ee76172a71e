using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection.KeyManagement;

namespace Aruba.Fatturazione.Web.Configuration;

/// <summary>
/// Looks into the key ring. The framework passes over keys that it cannot open and makes a new one without a word: everybody is
/// signed out and what was encrypted stays shut. So the shop looks first.
/// </summary>
internal static class KeyRing
{
    /// <summary>How many keys that are still in force cannot be opened with the present secret or certificate.</summary>
    public static int Unreadable(IServiceProvider services) =>
        services.GetRequiredService<IKeyManager>().GetAllKeys().Count(key => !key.IsRevoked && !Opens(key));

    /// <summary>Throws <see cref="ConfigurationProblem"/> when the ring holds a key that does not open.</summary>
    public static void RequireReadable(IServiceProvider services)
    {
        if (Unreadable(services) > 0)
        {
            throw new ConfigurationProblem("Keys:Secret", Cure);
        }
    }

    /// <summary>What to do about keys that do not open.</summary>
    public const string Cure = "the key ring was encrypted with another secret or certificate; give that one back (Keys:PreviousSecrets), "
        + "or, if it is lost, delete the rows of DataProtectionKeys: everybody signs in again and agents enrol again";

    private static bool Opens(IKey key)
    {
        try
        {
            return key.CreateEncryptor() is not null;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }
}
