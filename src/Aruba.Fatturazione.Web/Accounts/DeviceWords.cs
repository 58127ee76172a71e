using System.Net;
using System.Net.Sockets;

namespace Aruba.Fatturazione.Web.Accounts;

/// <summary>A living session in the list of its owner.</summary>
/// <param name="Handle">Names it in forms; the beginning of the hash of its key, which opens nothing.</param>
/// <param name="Row">What is stored.</param>
/// <param name="IsHere">True for this browser's.</param>
public sealed record OwnSession(string Handle, AccountSession Row, bool IsHere)
{
    /// <summary>Characters of <see cref="Handle"/>.</summary>
    public const int HandleLength = 16;
}

/// <summary>Tells an owner where a session is: enough to recognise it, too little to follow anybody.</summary>
internal static class DeviceWords
{
    // The first that fits counts: Edge and Opera call themselves Chrome too, and all of them Safari.
    private static readonly (string Mark, string Name)[] Browsers =
        [("Edg", "Edge"), ("OPR/", "Opera"), ("SamsungBrowser", "Samsung Internet"), ("Firefox", "Firefox"), ("FxiOS", "Firefox"), ("CriOS", "Chrome"), ("Chrome", "Chrome"), ("Safari", "Safari")];

    private static readonly (string Mark, string Name)[] Systems =
        [("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("Windows", "Windows"), ("Macintosh", "Mac"), ("CrOS", "Chromebook"), ("Linux", "Linux")];

    /// <summary>For example "Firefox su Windows"; never a text of the browser's own.</summary>
    public static string Of(string? userAgent)
    {
        var browser = Find(Browsers, userAgent) ?? "Browser";
        return Find(Systems, userAgent) is { } system ? $"{browser} su {system}" : $"{browser} sconosciuto";
    }

    /// <summary>The network without the last byte of an IPv4 address, or the first 48 bits of an IPv6 one; empty when unknown.</summary>
    public static string NetworkOf(IPAddress? address)
    {
        if (address is null)
        {
            return "";
        }

        address = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        var bytes = address.GetAddressBytes();
        return address.AddressFamily == AddressFamily.InterNetwork
            ? $"{bytes[0]}.{bytes[1]}.{bytes[2]}.x"
            : $"{bytes[0]:x2}{bytes[1]:x2}:{bytes[2]:x2}{bytes[3]:x2}:{bytes[4]:x2}{bytes[5]:x2}:…";
    }

    private static string? Find((string Mark, string Name)[] table, string? text) =>
        text is null ? null : Array.Find(table, t => text.Contains(t.Mark, StringComparison.Ordinal)).Name;
}
