using System.Security.Cryptography;
using System.Text;
using Aruba.Fatturazione.Intestatari;
using Aruba.Fatturazione.PanelSetup;

namespace Aruba.Fatturazione.Web.Features.Panel;

/// <summary>What is typed in one step of the first configuration, and how it becomes a part of it.</summary>
public abstract class SetupForm
{
    private const int PrintLength = 16;

    /// <summary>Print of what was kept when the page was opened; empty when nothing was.</summary>
    public string? Visto { get; set; }

    /// <summary>The warnings that the holder has read and goes on with.</summary>
    public IList<string> AcceptedWarnings { get; set; } = [];

    /// <summary>The step it belongs to.</summary>
    internal abstract SetupStep Step { get; }

    /// <summary>Shows what is kept; what the holder's data suggest while nothing is.</summary>
    internal abstract void Show(SetupPart? kept, Intestatario holder);

    /// <summary>The part that was typed, or null with at least one problem told by field.</summary>
    internal abstract SetupPart? Read(Intestatario holder, Action<string, string> problem);

    /// <summary>What looks odd, by field; null words where nothing does.</summary>
    internal abstract IEnumerable<(string Field, string? Words)> Odd(SetupPart part, Intestatario holder, PanelConfiguration? kept);

    /// <summary>Tells one answer from another.</summary>
    internal static string PrintOf(SetupPart? part) =>
        part is null ? "" : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(part.ToString())))[..PrintLength];
}
