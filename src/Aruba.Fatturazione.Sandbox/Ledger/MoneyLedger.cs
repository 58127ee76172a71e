namespace Aruba.Fatturazione.Sandbox.Ledger;

/// <summary>
/// What really happened at the providers, whatever the shop believes: the witness of every money test (bars T-2).
/// In memory, safe for many threads; the oldest calls go away beyond <see cref="CallCapacity"/>, money never does.
/// </summary>
public sealed class MoneyLedger
{
    /// <summary>How many calls are kept.</summary>
    public const int CallCapacity = 100_000;

    private readonly Lock gate = new();
    private readonly List<LedgerCapture> captures = [];
    private readonly List<LedgerRefund> refunds = [];
    private readonly List<LedgerVaulted> vault = [];
    private readonly List<LedgerDispute> disputes = [];
    private readonly Queue<LedgerCall> calls = new();
    private readonly List<LedgerRefusal> refusals = [];

    /// <summary>Raised after the ledger was emptied: every provider forgets its own world too.</summary>
    public event EventHandler? Emptied;

    /// <summary>A snapshot.</summary>
    public LedgerState State
    {
        get
        {
            lock (gate)
            {
                return new LedgerState([.. captures], [.. refunds], [.. vault], [.. disputes], [.. calls], [.. refusals]);
            }
        }
    }

    /// <summary>Forgets everything, here and at the providers.</summary>
    public void Empty()
    {
        lock (gate)
        {
            captures.Clear();
            refunds.Clear();
            vault.Clear();
            disputes.Clear();
            calls.Clear();
            refusals.Clear();
        }

        Emptied?.Invoke(this, EventArgs.Empty);
    }

    /// <summary>Money was taken.</summary>
    internal void Record(LedgerCapture capture) => Add(captures, capture);

    /// <summary>Money was given back.</summary>
    internal void Record(LedgerRefund refund) => Add(refunds, refund);

    /// <summary>A method was saved.</summary>
    internal void Record(LedgerVaulted saved) => Add(vault, saved);

    /// <summary>A charge was contested.</summary>
    internal void Record(LedgerDispute dispute) => Add(disputes, dispute);

    /// <summary>A call was wrong.</summary>
    internal void Record(LedgerRefusal refusal) => Add(refusals, refusal);

    /// <summary>A call was answered.</summary>
    internal void Record(LedgerCall call)
    {
        lock (gate)
        {
            calls.Enqueue(call);
            if (calls.Count > CallCapacity)
            {
                calls.Dequeue();
            }
        }
    }

    /// <summary>A saved method was removed; its line stays, with the moment.</summary>
    internal void Removed(string provider, string id, DateTime at)
    {
        lock (gate)
        {
            var line = vault.FindIndex(v => v.Provider == provider && v.Id == id && v.RemovedAt is null);
            if (line >= 0)
            {
                vault[line] = vault[line] with { RemovedAt = at };
            }
        }
    }

    private void Add<T>(List<T> list, T line)
    {
        lock (gate)
        {
            list.Add(line);
        }
    }
}
