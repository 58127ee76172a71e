using System.Diagnostics;

namespace Aruba.Fatturazione.Web.Configuration;

/// <summary>
/// Named points at which a test can end, break or hang the process, before and after each durable step. Calls exist only in builds
/// that define FAULTS (<c>-p:Faults=true</c>); every other build contains neither the calls nor their names.
/// </summary>
internal static class Fault
{
    /// <summary>The process is at that point.</summary>
    [Conditional("FAULTS")]
    public static void Hit(string point) => Meet(point);

#if FAULTS
    // The test writes a point and a deed into this file; whoever is there first takes the file away and does it.
    private static readonly string? Orders = Environment.GetEnvironmentVariable("FAULT_FILE");

    private static void Meet(string point)
    {
        if (Wanted(point) is not { } deed)
        {
            return;
        }

        switch (deed)
        {
            case "kill":
                Process.GetCurrentProcess().Kill();
                goto case "hang"; // the signal takes a moment, in which nothing more may happen
            case "hang":
                using (var never = new ManualResetEvent(false))
                {
                    never.WaitOne();
                }

                break;
            case "throw":
                throw new InvalidOperationException($"The test wants a failure at {point}.");
            default:
                throw new ArgumentOutOfRangeException(nameof(point), deed, "kill, throw or hang");
        }
    }

    private static string? Wanted(string point)
    {
        try
        {
            if (Orders is null || !File.Exists(Orders) || File.ReadAllText(Orders).Split(' ') is not [var wanted, var deed] || wanted != point)
            {
                return null;
            }

            File.Move(Orders, Orders + ".met");
            return deed;
        }
        catch (IOException)
        {
            return null; // somebody else was there first
        }
    }
#else
    [Conditional("FAULTS")]
    private static void Meet(string point)
    {
    }
#endif
}
