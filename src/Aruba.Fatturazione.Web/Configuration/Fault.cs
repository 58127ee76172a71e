using System.Diagnostics;

namespace Aruba.Fatturazione.Web.Configuration;

/// <summary>
/// Named points at which a test can end, break or hang the process, before and after each durable step. Calls exist only in builds
/// that define FAULTS (<c>-p:Faults=true</c>); a Release build contains neither the calls nor their names.
/// </summary>
internal static class Fault
{
    /// <summary>What happens at a point; null when nothing does.</summary>
    public static Action<string>? OnHit { get; set; }

    /// <summary>The process is at that point.</summary>
    [Conditional("FAULTS")]
    public static void Hit(string point) => OnHit?.Invoke(point);
}
