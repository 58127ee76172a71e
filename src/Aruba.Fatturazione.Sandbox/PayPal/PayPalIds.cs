using System.Security.Cryptography;

namespace Aruba.Fatturazione.Sandbox.PayPal;

/// <summary>Identifiers in the shapes that PayPal gives out.</summary>
internal static class PayPalIds
{
    private const string Upper = "0123456789ABCDEFGHJKLMNPRSTUVWXY";
    private const string Lower = "0123456789abcdefghjkmnpqrstvwxyz";
    private const string Payer = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"; // ^[2-9A-HJ-NP-Z]{13}$ in the published schema

    /// <summary>An order, capture, refund or setup token: 17 characters, never only digits.</summary>
    public static string Object() => RandomNumberGenerator.GetString(Upper, 16) + "X";

    /// <summary>A payment token in the vault.</summary>
    public static string Token() => RandomNumberGenerator.GetString(Lower, 7) + "t";

    /// <summary>A customer whom the caller did not name.</summary>
    public static string Customer() => "C" + RandomNumberGenerator.GetString(Upper, 9);

    /// <summary>A dispute.</summary>
    public static string Dispute() => "PP-R-" + RandomNumberGenerator.GetString(Upper, 3) + "-" + RandomNumberGenerator.GetString("0123456789", 8);

    /// <summary>A webhook event.</summary>
    public static string Event() => $"WH-{Object()}-{Object()}";

    /// <summary>The id under which PayPal's support would find a request.</summary>
    public static string Debug() => RandomNumberGenerator.GetHexString(13, lowercase: true);

    /// <summary>A bearer token.</summary>
    public static string Bearer() => "A21AA" + RandomNumberGenerator.GetString(Lower + Upper[10..], 60);

    /// <summary>A buyer's account id: always the same for the same address.</summary>
    public static string PayerOf(string email)
    {
        var hash = SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(email.ToUpperInvariant()));
        return string.Concat(hash.Take(13).Select(b => Payer[b % Payer.Length]));
    }
}
