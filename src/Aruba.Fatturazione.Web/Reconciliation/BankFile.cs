namespace Aruba.Fatturazione.Web.Reconciliation;

/// <summary>How a bank file is written.</summary>
public enum BankFileFormat
{
    /// <summary>ISO 20022 bank to customer statement.</summary>
    Camt053,

    /// <summary>Text with columns, as home banking and Poste export it.</summary>
    Csv,
}

/// <summary>How far a bank file is read.</summary>
public enum BankFileState
{
    /// <summary>Somebody must say what its columns are.</summary>
    AwaitingColumns,

    /// <summary>Its lines are being stored.</summary>
    Reading,

    /// <summary>Every line is stored.</summary>
    Done,
}

/// <summary>A bank statement or postal list that an agent brought. Unique by account and content.</summary>
public sealed class BankFile : EventSource
{
    /// <summary>Most characters of <see cref="Name"/>.</summary>
    public const int NameLength = 120;

    private BankFile()
    {
    }

    /// <summary>The account it speaks of: <c>bank</c> or <c>postal</c>.</summary>
    public string Account { get; private init; } = "";

    /// <summary>Its name on the agent's machine.</summary>
    public string Name { get; private init; } = "";

    /// <summary>How it is written.</summary>
    public BankFileFormat Format { get; private init; }

    /// <summary>SHA-256 of its bytes, hexadecimal.</summary>
    public string Digest { get; private init; } = "";

    /// <summary>Who brought it.</summary>
    public string BroughtBy { get; private init; } = "";

    /// <summary>Their account, for the audit.</summary>
    public Guid BroughtById { get; private init; }

    /// <summary>UTC instant.</summary>
    public DateTime BroughtAt { get; private init; }

    /// <summary>How far it is read.</summary>
    public BankFileState State { get; private set; }

    /// <summary>The columns by which it is read; null for CAMT.</summary>
    public Guid? ColumnsId { get; private set; }

    /// <summary>Lines that it has; 0 until its columns are known.</summary>
    public int Total { get; private set; }

    /// <summary>Lines looked at so far.</summary>
    public int Read { get; private set; }

    /// <summary>Lines stored from it.</summary>
    public int Stored { get; private set; }

    /// <summary>Lines that an earlier file brought.</summary>
    public int Known { get; private set; }

    /// <summary>Money that went out or is not booked yet: looked at, not stored.</summary>
    public int Skipped { get; private set; }

    /// <summary>A file whose lines can be read at once, or, without columns, when somebody has said how.</summary>
    public static BankFile Bring(Guid id, string account, string name, BankFileFormat format, string digest, (Guid Id, string Name) by, DateTime at) => new()
    {
        Id = id,
        Account = account,
        Name = name.Length > NameLength ? name[..NameLength] : name,
        Format = format,
        Digest = digest,
        BroughtBy = by.Name,
        BroughtById = by.Id,
        BroughtAt = at,
    };

    /// <summary>Its lines are known to be readable: they will be stored.</summary>
    public void Start(int total, Guid? columns)
    {
        Total = total;
        ColumnsId = columns;
        State = BankFileState.Reading;
        Raise(new BankFileReady(Id));
    }

    /// <summary>Notes a stretch of lines as stored, and has the stored ones matched; the last one ends the reading.</summary>
    public void Advance(int read, int stored, int known, int skipped, int step)
    {
        var first = Read;
        Read += read;
        Stored += stored;
        Known += known;
        Skipped += skipped;
        for (var from = first; stored > 0 && from < Read; from += step)
        {
            Raise(new BankLinesStored(Id, from, Math.Min(from + step, Read)));
        }

        if (Read >= Total)
        {
            State = BankFileState.Done;
        }
    }

    /// <summary>There are lines left that somebody else may go on with.</summary>
    public void GoOn() => Raise(new BankFileReady(Id));
}

/// <summary>The bytes of a bank file, compressed; dropped once every line is stored.</summary>
public sealed class BankFileContent
{
    /// <summary>The file.</summary>
    public required Guid FileId { get; init; }

    /// <summary>Its bytes, gzip.</summary>
    public required byte[] Compressed { get; init; }
}

/// <summary>What the columns of a CSV mean; remembered for every file with the same heading.</summary>
public sealed class CsvColumns
{
    /// <summary>Identity.</summary>
    public required Guid Id { get; init; }

    /// <summary>The account whose files look like this.</summary>
    public required string Account { get; init; }

    /// <summary>SHA-256 of the heading line, hexadecimal; unique within the account.</summary>
    public required string Heading { get; init; }

    /// <summary>Lines before the first with money, heading included.</summary>
    public required int HeadingLines { get; init; }

    /// <summary>What stands between two columns.</summary>
    public required string Separator { get; init; }

    /// <summary>Column of the value date, from 0.</summary>
    public required int Date { get; init; }

    /// <summary>Column of the amount, from 0; money that went out is negative.</summary>
    public required int Amount { get; init; }

    /// <summary>Column of the causale, from 0.</summary>
    public required int Remittance { get; init; }

    /// <summary>Column of who paid, from 0; null when there is none.</summary>
    public int? Payer { get; init; }

    /// <summary>Column of the bank's reference, from 0; null when there is none.</summary>
    public int? Reference { get; init; }
}

/// <summary>An event of a bank file.</summary>
public abstract record BankFileEvent(Guid FileId) : StoreEvent
{
    /// <inheritdoc />
    public override string Topic => FileId.ToString();
}

/// <summary>The lines of a bank file can be stored.</summary>
public sealed record BankFileReady(Guid FileId) : BankFileEvent(FileId);

/// <summary>Lines of a bank file are stored and wait for their order, from one (counted from 0) up to another one that is not meant any more.</summary>
public sealed record BankLinesStored(Guid FileId, int From, int To) : BankFileEvent(FileId);
