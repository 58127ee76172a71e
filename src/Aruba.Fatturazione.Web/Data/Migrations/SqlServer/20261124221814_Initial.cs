using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Aruba.Fatturazione.Web.Data.Migrations.SqlServer
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "Accounts",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Kind = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    CreatedAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    BlockedAt = table.Column<DateTime>(type: "datetime2", nullable: true),
                    CodiceFiscale = table.Column<string>(type: "nvarchar(16)", maxLength: 16, nullable: true),
                    PartitaIva = table.Column<string>(type: "nvarchar(11)", maxLength: 11, nullable: true),
                    PrivacyVersion = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: true),
                    MarketingConsentAt = table.Column<DateTime>(type: "datetime2", nullable: true),
                    DeletedAt = table.Column<DateTime>(type: "datetime2", nullable: true),
                    EnrolmentMailedAt = table.Column<DateTime>(type: "datetime2", nullable: true),
                    TotpSecret = table.Column<string>(type: "nvarchar(400)", maxLength: 400, nullable: true),
                    LastTotpStep = table.Column<long>(type: "bigint", nullable: false),
                    Registrant_Cognome = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: true),
                    Registrant_Denominazione = table.Column<string>(type: "nvarchar(80)", maxLength: 80, nullable: true),
                    Registrant_Nome = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: true),
                    Registrant_Telefono = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: true),
                    Registrant_Type = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: true),
                    Registrant_Indirizzo_Cap = table.Column<string>(type: "nvarchar(5)", maxLength: 5, nullable: true),
                    Registrant_Indirizzo_Comune = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: true),
                    Registrant_Indirizzo_Provincia = table.Column<string>(type: "nvarchar(2)", maxLength: 2, nullable: true),
                    Registrant_Indirizzo_Via = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: true),
                    UserName = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: true),
                    NormalizedUserName = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: true),
                    Email = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: true),
                    NormalizedEmail = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: true),
                    EmailConfirmed = table.Column<bool>(type: "bit", nullable: false),
                    PasswordHash = table.Column<string>(type: "nvarchar(max)", nullable: true),
                    SecurityStamp = table.Column<string>(type: "nvarchar(max)", nullable: true),
                    PhoneNumber = table.Column<string>(type: "nvarchar(max)", nullable: true),
                    PhoneNumberConfirmed = table.Column<bool>(type: "bit", nullable: false),
                    TwoFactorEnabled = table.Column<bool>(type: "bit", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Accounts", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Audit",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    At = table.Column<DateTime>(type: "datetime2", nullable: false),
                    ActorId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Actor = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: false),
                    Action = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: false),
                    Topic = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: false),
                    Details = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Audit", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "BankFileContents",
                columns: table => new
                {
                    FileId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Compressed = table.Column<byte[]>(type: "varbinary(max)", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_BankFileContents", x => x.FileId);
                });

            migrationBuilder.CreateTable(
                name: "BankFiles",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Account = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false),
                    Name = table.Column<string>(type: "nvarchar(120)", maxLength: 120, nullable: false),
                    Format = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    Digest = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    BroughtBy = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: false),
                    BroughtById = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    BroughtAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    State = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    ColumnsId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    Total = table.Column<int>(type: "int", nullable: false),
                    Read = table.Column<int>(type: "int", nullable: false),
                    Stored = table.Column<int>(type: "int", nullable: false),
                    Known = table.Column<int>(type: "int", nullable: false),
                    Skipped = table.Column<int>(type: "int", nullable: false),
                    Version = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_BankFiles", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "BankLines",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    FileId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Place = table.Column<int>(type: "int", nullable: false),
                    Account = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false),
                    Fingerprint = table.Column<string>(type: "nvarchar(32)", maxLength: 32, nullable: false),
                    Reference = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: false),
                    Amount = table.Column<long>(type: "bigint", nullable: false),
                    ValueDate = table.Column<DateOnly>(type: "date", nullable: true),
                    Remittance = table.Column<string>(type: "nvarchar(500)", maxLength: 500, nullable: false),
                    Payer = table.Column<string>(type: "nvarchar(140)", maxLength: 140, nullable: false),
                    State = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    OrderNumber = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: true),
                    Assigned = table.Column<long>(type: "bigint", nullable: false),
                    Parts = table.Column<int>(type: "int", nullable: false),
                    DecidedBy = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: true),
                    DecidedAt = table.Column<DateTime>(type: "datetime2", nullable: true),
                    Note = table.Column<string>(type: "nvarchar(500)", maxLength: 500, nullable: true),
                    Version = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_BankLines", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Carts",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    AccountId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Kind = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    Rebuys = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    OpenedAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    OrderedAt = table.Column<DateTime>(type: "datetime2", nullable: true),
                    Years = table.Column<int>(type: "int", nullable: false),
                    LinesConfirmedAt = table.Column<DateTime>(type: "datetime2", nullable: true),
                    Intestatario_Cig = table.Column<string>(type: "nvarchar(15)", maxLength: 15, nullable: true),
                    Intestatario_CodiceFiscale = table.Column<string>(type: "nvarchar(16)", maxLength: 16, nullable: true),
                    Intestatario_Cognome = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: true),
                    Intestatario_Cup = table.Column<string>(type: "nvarchar(15)", maxLength: 15, nullable: true),
                    Intestatario_Denominazione = table.Column<string>(type: "nvarchar(80)", maxLength: 80, nullable: true),
                    Intestatario_Email = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: true),
                    Intestatario_Nome = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: true),
                    Intestatario_PartitaIva = table.Column<string>(type: "nvarchar(11)", maxLength: 11, nullable: true),
                    Intestatario_Recapito = table.Column<string>(type: "nvarchar(270)", maxLength: 270, nullable: true),
                    Intestatario_Telefono = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: true),
                    Intestatario_Type = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: true),
                    Intestatario_Indirizzo_Cap = table.Column<string>(type: "nvarchar(5)", maxLength: 5, nullable: true),
                    Intestatario_Indirizzo_Comune = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: true),
                    Intestatario_Indirizzo_Provincia = table.Column<string>(type: "nvarchar(2)", maxLength: 2, nullable: true),
                    Intestatario_Indirizzo_Via = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: true),
                    Intestatario_Rappresentante_Cognome = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: true),
                    Intestatario_Rappresentante_Nome = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: true),
                    Version = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Carts", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Consents",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    AccountId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Given = table.Column<bool>(type: "bit", nullable: false),
                    At = table.Column<DateTime>(type: "datetime2", nullable: false),
                    TextVersion = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Consents", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "CsvColumns",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Account = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false),
                    Heading = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    HeadingLines = table.Column<int>(type: "int", nullable: false),
                    Separator = table.Column<string>(type: "nvarchar(1)", maxLength: 1, nullable: false),
                    Date = table.Column<int>(type: "int", nullable: false),
                    Amount = table.Column<int>(type: "int", nullable: false),
                    Remittance = table.Column<int>(type: "int", nullable: false),
                    Payer = table.Column<int>(type: "int", nullable: true),
                    Reference = table.Column<int>(type: "int", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CsvColumns", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "DataProtectionKeys",
                columns: table => new
                {
                    Id = table.Column<int>(type: "int", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    FriendlyName = table.Column<string>(type: "nvarchar(max)", nullable: true),
                    Xml = table.Column<string>(type: "nvarchar(max)", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DataProtectionKeys", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "DeskTasks",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Key = table.Column<string>(type: "nvarchar(120)", maxLength: 120, nullable: false),
                    Kind = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    OrderNumber = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false),
                    Words = table.Column<string>(type: "nvarchar(500)", maxLength: 500, nullable: false),
                    OpenedAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    ClosedAt = table.Column<DateTime>(type: "datetime2", nullable: true),
                    ClosedBy = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: true),
                    Note = table.Column<string>(type: "nvarchar(500)", maxLength: 500, nullable: true),
                    Version = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DeskTasks", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "EmailChanges",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    AccountId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Email = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: false),
                    ExpiresAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    PresentConfirmedAt = table.Column<DateTime>(type: "datetime2", nullable: true),
                    NewConfirmedAt = table.Column<DateTime>(type: "datetime2", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_EmailChanges", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "OneTimeLinks",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    AccountId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Purpose = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    TokenHash = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    ExpiresAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    SpentAt = table.Column<DateTime>(type: "datetime2", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_OneTimeLinks", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Orders",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    PlacedByPlan = table.Column<bool>(type: "bit", nullable: false),
                    SubscriptionId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    RenewsFrom = table.Column<DateOnly>(type: "date", nullable: true),
                    ExtendsFrom = table.Column<DateOnly>(type: "date", nullable: true),
                    ExtendsTo = table.Column<DateOnly>(type: "date", nullable: true),
                    Number = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false),
                    CartId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    AccountId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    UnpaidPlace = table.Column<int>(type: "int", nullable: true),
                    Kind = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    Status = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    Method = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    PlacedAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    Years = table.Column<int>(type: "int", nullable: false),
                    AccountUsername = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: false),
                    AccountEmail = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: false),
                    CodiceFiscale = table.Column<string>(type: "nvarchar(16)", maxLength: 16, nullable: false),
                    PartitaIva = table.Column<string>(type: "nvarchar(11)", maxLength: 11, nullable: true),
                    SearchName = table.Column<string>(type: "nvarchar(160)", maxLength: 160, nullable: false, collation: "Latin1_General_BIN2"),
                    Net = table.Column<long>(type: "bigint", nullable: false),
                    Iva = table.Column<long>(type: "bigint", nullable: false),
                    Gross = table.Column<long>(type: "bigint", nullable: false),
                    NeedsDecisionSince = table.Column<DateTime>(type: "datetime2", nullable: true),
                    WithdrawnAt = table.Column<DateTime>(type: "datetime2", nullable: true),
                    Intestatario_Cig = table.Column<string>(type: "nvarchar(15)", maxLength: 15, nullable: true),
                    Intestatario_CodiceFiscale = table.Column<string>(type: "nvarchar(16)", maxLength: 16, nullable: false),
                    Intestatario_Cognome = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: true),
                    Intestatario_Cup = table.Column<string>(type: "nvarchar(15)", maxLength: 15, nullable: true),
                    Intestatario_Denominazione = table.Column<string>(type: "nvarchar(80)", maxLength: 80, nullable: true),
                    Intestatario_Email = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: false),
                    Intestatario_Nome = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: true),
                    Intestatario_PartitaIva = table.Column<string>(type: "nvarchar(11)", maxLength: 11, nullable: true),
                    Intestatario_Recapito = table.Column<string>(type: "nvarchar(270)", maxLength: 270, nullable: false),
                    Intestatario_Telefono = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false),
                    Intestatario_Type = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    Intestatario_Indirizzo_Cap = table.Column<string>(type: "nvarchar(5)", maxLength: 5, nullable: false),
                    Intestatario_Indirizzo_Comune = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: false),
                    Intestatario_Indirizzo_Provincia = table.Column<string>(type: "nvarchar(2)", maxLength: 2, nullable: false),
                    Intestatario_Indirizzo_Via = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: false),
                    Intestatario_Rappresentante_Cognome = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: true),
                    Intestatario_Rappresentante_Nome = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: true),
                    Version = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Orders", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Outbox",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Event = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: false),
                    Reaction = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: false),
                    Payload = table.Column<string>(type: "nvarchar(1000)", maxLength: 1000, nullable: false),
                    Topic = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: false),
                    CreatedAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    TraceParent = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: true),
                    DueAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    Attempts = table.Column<int>(type: "int", nullable: false),
                    ClaimedBy = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    ClaimedUntil = table.Column<DateTime>(type: "datetime2", nullable: true),
                    DoneAt = table.Column<DateTime>(type: "datetime2", nullable: true),
                    ParkedAt = table.Column<DateTime>(type: "datetime2", nullable: true),
                    LastError = table.Column<string>(type: "nvarchar(500)", maxLength: 500, nullable: true),
                    Outcome = table.Column<string>(type: "nvarchar(300)", maxLength: 300, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Outbox", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "PanelAccesses",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    SubscriptionId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    AccountId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    OrderNumber = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false),
                    Username = table.Column<string>(type: "nvarchar(30)", maxLength: 30, nullable: false),
                    PasswordHash = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: false),
                    TemporaryUntil = table.Column<DateTime>(type: "datetime2", nullable: true),
                    MustChange = table.Column<bool>(type: "bit", nullable: false),
                    IssuedBy = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    Version = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PanelAccesses", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "PaymentAttempts",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    OrderId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    LiveOrderId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    OrderNumber = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false),
                    AccountId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Amount = table.Column<long>(type: "bigint", nullable: false),
                    Method = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    SavedMethodId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    Renews = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    Status = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    Reference = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true),
                    PageUrl = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: true),
                    Reason = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: true),
                    KeptMethodId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    StartedAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    NextLookAt = table.Column<DateTime>(type: "datetime2", nullable: true),
                    LastLookAt = table.Column<DateTime>(type: "datetime2", nullable: true),
                    Looks = table.Column<int>(type: "int", nullable: false),
                    EndedAt = table.Column<DateTime>(type: "datetime2", nullable: true),
                    Mandate_AcceptedAt = table.Column<DateTime>(type: "datetime2", nullable: true),
                    Mandate_Digest = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: true),
                    Mandate_DocumentVersion = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: true),
                    Mandate_IpAddress = table.Column<string>(type: "nvarchar(45)", maxLength: 45, nullable: true),
                    Mandate_Statement = table.Column<string>(type: "nvarchar(1000)", maxLength: 1000, nullable: true),
                    Mandate_UserAgent = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: true),
                    Version = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PaymentAttempts", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Products",
                columns: table => new
                {
                    Code = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    Name = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false),
                    Summary = table.Column<string>(type: "nvarchar(500)", maxLength: 500, nullable: false),
                    Kind = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    Needs = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: true),
                    SheetCode = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: true),
                    MaxQuantity = table.Column<int>(type: "int", nullable: false),
                    Position = table.Column<int>(type: "int", nullable: false),
                    ValidFrom = table.Column<DateOnly>(type: "date", nullable: false),
                    ValidTo = table.Column<DateOnly>(type: "date", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Products", x => x.Code);
                });

            migrationBuilder.CreateTable(
                name: "ProviderCustomers",
                columns: table => new
                {
                    AccountId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Provider = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false),
                    Reference = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ProviderCustomers", x => new { x.AccountId, x.Provider });
                });

            migrationBuilder.CreateTable(
                name: "ProviderEvents",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Provider = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false),
                    EventId = table.Column<string>(type: "nvarchar(120)", maxLength: 120, nullable: false),
                    Type = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false),
                    Body = table.Column<string>(type: "nvarchar(max)", nullable: false),
                    ReceivedAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    HandledAt = table.Column<DateTime>(type: "datetime2", nullable: true),
                    Outcome = table.Column<string>(type: "nvarchar(500)", maxLength: 500, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ProviderEvents", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "RecoveryCodes",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    AccountId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Selector = table.Column<string>(type: "nvarchar(2)", maxLength: 2, nullable: false),
                    Hash = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: false),
                    SpentAt = table.Column<DateTime>(type: "datetime2", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_RecoveryCodes", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "SavedMethods",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    AccountId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Method = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    Token = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    Customer = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    Brand = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    Last4 = table.Column<string>(type: "nvarchar(4)", maxLength: 4, nullable: false),
                    ExpiryMonth = table.Column<int>(type: "int", nullable: true),
                    ExpiryYear = table.Column<int>(type: "int", nullable: true),
                    PayerHint = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: false),
                    Label = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    KeptAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    RemovedAt = table.Column<DateTime>(type: "datetime2", nullable: true),
                    SeenAt = table.Column<DateTime>(type: "datetime2", nullable: true),
                    IsMissing = table.Column<bool>(type: "bit", nullable: false),
                    NextAskAt = table.Column<DateTime>(type: "datetime2", nullable: true),
                    Mandate_AcceptedAt = table.Column<DateTime>(type: "datetime2", nullable: true),
                    Mandate_Digest = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: true),
                    Mandate_DocumentVersion = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: true),
                    Mandate_IpAddress = table.Column<string>(type: "nvarchar(45)", maxLength: 45, nullable: true),
                    Mandate_Statement = table.Column<string>(type: "nvarchar(1000)", maxLength: 1000, nullable: true),
                    Mandate_UserAgent = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: true),
                    Version = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SavedMethods", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Secrets",
                columns: table => new
                {
                    Name = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    Protected = table.Column<string>(type: "nvarchar(1000)", maxLength: 1000, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Secrets", x => x.Name);
                });

            migrationBuilder.CreateTable(
                name: "Sessions",
                columns: table => new
                {
                    KeyHash = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    OwnerId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Scheme = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false),
                    SignedInAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    ProvenAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    LastUsedAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    EndsAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    Device = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: false),
                    Network = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Sessions", x => x.KeyHash);
                });

            migrationBuilder.CreateTable(
                name: "Subscriptions",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    AccountId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    CodiceFiscale = table.Column<string>(type: "nvarchar(16)", maxLength: 16, nullable: false),
                    PartitaIva = table.Column<string>(type: "nvarchar(11)", maxLength: 11, nullable: true),
                    HolderName = table.Column<string>(type: "nvarchar(125)", maxLength: 125, nullable: false),
                    HolderEmail = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: false),
                    Status = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    AnchorOn = table.Column<DateOnly>(type: "date", nullable: false),
                    ProlongedOn = table.Column<DateOnly>(type: "date", nullable: true),
                    Years = table.Column<int>(type: "int", nullable: false),
                    ExtendedAt = table.Column<DateTime>(type: "datetime2", nullable: true),
                    ExpiresOn = table.Column<DateOnly>(type: "date", nullable: false),
                    RenewalMethodId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    RenewalOff = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: true),
                    DisdettaAt = table.Column<DateTime>(type: "datetime2", nullable: true),
                    DisdettaReason = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: true),
                    EndedAt = table.Column<DateTime>(type: "datetime2", nullable: true),
                    EndedBecause = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: true),
                    NextLookAt = table.Column<DateTime>(type: "datetime2", nullable: true),
                    RenewalMandate_AcceptedAt = table.Column<DateTime>(type: "datetime2", nullable: true),
                    RenewalMandate_Digest = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: true),
                    RenewalMandate_DocumentVersion = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: true),
                    RenewalMandate_IpAddress = table.Column<string>(type: "nvarchar(45)", maxLength: 45, nullable: true),
                    RenewalMandate_Statement = table.Column<string>(type: "nvarchar(1000)", maxLength: 1000, nullable: true),
                    RenewalMandate_UserAgent = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: true),
                    Version = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Subscriptions", x => x.Id);
                    table.CheckConstraint("CK_Subscriptions_LeavingIsNotRenewed", "\"DisdettaAt\" IS NULL OR \"RenewalMethodId\" IS NULL");
                });

            migrationBuilder.CreateTable(
                name: "SweepRuns",
                columns: table => new
                {
                    Name = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    StartedAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    EndedAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    Done = table.Column<int>(type: "int", nullable: false),
                    Failure = table.Column<string>(type: "nvarchar(120)", maxLength: 120, nullable: true),
                    WorkedAt = table.Column<DateTime>(type: "datetime2", nullable: true),
                    Worked = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SweepRuns", x => x.Name);
                });

            migrationBuilder.CreateTable(
                name: "Terms",
                columns: table => new
                {
                    Years = table.Column<int>(type: "int", nullable: false),
                    ValidFrom = table.Column<DateOnly>(type: "date", nullable: false),
                    ValidTo = table.Column<DateOnly>(type: "date", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Terms", x => x.Years);
                });

            migrationBuilder.CreateTable(
                name: "Throttles",
                columns: table => new
                {
                    Key = table.Column<string>(type: "nvarchar(120)", maxLength: 120, nullable: false),
                    Count = table.Column<int>(type: "int", nullable: false),
                    WindowStart = table.Column<DateTime>(type: "datetime2", nullable: false),
                    BlockedUntil = table.Column<DateTime>(type: "datetime2", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Throttles", x => x.Key);
                });

            migrationBuilder.CreateTable(
                name: "AspNetUserClaims",
                columns: table => new
                {
                    Id = table.Column<int>(type: "int", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    UserId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    ClaimType = table.Column<string>(type: "nvarchar(max)", nullable: true),
                    ClaimValue = table.Column<string>(type: "nvarchar(max)", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AspNetUserClaims", x => x.Id);
                    table.ForeignKey(
                        name: "FK_AspNetUserClaims_Accounts_UserId",
                        column: x => x.UserId,
                        principalTable: "Accounts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "AspNetUserLogins",
                columns: table => new
                {
                    LoginProvider = table.Column<string>(type: "nvarchar(128)", maxLength: 128, nullable: false),
                    ProviderKey = table.Column<string>(type: "nvarchar(128)", maxLength: 128, nullable: false),
                    ProviderDisplayName = table.Column<string>(type: "nvarchar(max)", nullable: true),
                    UserId = table.Column<Guid>(type: "uniqueidentifier", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AspNetUserLogins", x => new { x.LoginProvider, x.ProviderKey });
                    table.ForeignKey(
                        name: "FK_AspNetUserLogins_Accounts_UserId",
                        column: x => x.UserId,
                        principalTable: "Accounts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "AspNetUserTokens",
                columns: table => new
                {
                    UserId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    LoginProvider = table.Column<string>(type: "nvarchar(128)", maxLength: 128, nullable: false),
                    Name = table.Column<string>(type: "nvarchar(128)", maxLength: 128, nullable: false),
                    Value = table.Column<string>(type: "nvarchar(max)", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AspNetUserTokens", x => new { x.UserId, x.LoginProvider, x.Name });
                    table.ForeignKey(
                        name: "FK_AspNetUserTokens_Accounts_UserId",
                        column: x => x.UserId,
                        principalTable: "Accounts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "CartLines",
                columns: table => new
                {
                    Id = table.Column<int>(type: "int", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    ProductCode = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    Quantity = table.Column<int>(type: "int", nullable: false),
                    CartId = table.Column<Guid>(type: "uniqueidentifier", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CartLines", x => x.Id);
                    table.ForeignKey(
                        name: "FK_CartLines_Carts_CartId",
                        column: x => x.CartId,
                        principalTable: "Carts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "ContractAcceptances",
                columns: table => new
                {
                    Id = table.Column<int>(type: "int", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    DocumentCode = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: false),
                    DocumentVersion = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    Digest = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    Statement = table.Column<string>(type: "nvarchar(1000)", maxLength: 1000, nullable: false),
                    AcceptedAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    IpAddress = table.Column<string>(type: "nvarchar(45)", maxLength: 45, nullable: false),
                    UserAgent = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: false),
                    OrderId = table.Column<Guid>(type: "uniqueidentifier", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ContractAcceptances", x => x.Id);
                    table.ForeignKey(
                        name: "FK_ContractAcceptances_Orders_OrderId",
                        column: x => x.OrderId,
                        principalTable: "Orders",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "OrderHistory",
                columns: table => new
                {
                    Id = table.Column<int>(type: "int", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    At = table.Column<DateTime>(type: "datetime2", nullable: false),
                    From = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: true),
                    To = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    Trigger = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    Actor = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: false),
                    Note = table.Column<string>(type: "nvarchar(500)", maxLength: 500, nullable: true),
                    OrderId = table.Column<Guid>(type: "uniqueidentifier", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_OrderHistory", x => x.Id);
                    table.ForeignKey(
                        name: "FK_OrderHistory_Orders_OrderId",
                        column: x => x.OrderId,
                        principalTable: "Orders",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "OrderLines",
                columns: table => new
                {
                    Id = table.Column<int>(type: "int", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    ProductCode = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    Name = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false),
                    Quantity = table.Column<int>(type: "int", nullable: false),
                    UnitNet = table.Column<long>(type: "bigint", nullable: false),
                    Net = table.Column<long>(type: "bigint", nullable: false),
                    IvaBasisPoints = table.Column<int>(type: "int", nullable: false),
                    Days = table.Column<int>(type: "int", nullable: true),
                    DaysOf = table.Column<int>(type: "int", nullable: true),
                    OrderId = table.Column<Guid>(type: "uniqueidentifier", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_OrderLines", x => x.Id);
                    table.ForeignKey(
                        name: "FK_OrderLines_Orders_OrderId",
                        column: x => x.OrderId,
                        principalTable: "Orders",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "Refunds",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    PaymentId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Amount = table.Column<long>(type: "bigint", nullable: false),
                    Note = table.Column<string>(type: "nvarchar(500)", maxLength: 500, nullable: false),
                    DecidedBy = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: false),
                    DecidedAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    Status = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    Reference = table.Column<string>(type: "nvarchar(120)", maxLength: 120, nullable: true),
                    Failure = table.Column<string>(type: "nvarchar(500)", maxLength: 500, nullable: true),
                    OrderId = table.Column<Guid>(type: "uniqueidentifier", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Refunds", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Refunds_Orders_OrderId",
                        column: x => x.OrderId,
                        principalTable: "Orders",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "RegisteredPayments",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Source = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    Reference = table.Column<string>(type: "nvarchar(120)", maxLength: 120, nullable: false),
                    Amount = table.Column<long>(type: "bigint", nullable: false),
                    Currency = table.Column<string>(type: "nvarchar(3)", maxLength: 3, nullable: false),
                    Counts = table.Column<bool>(type: "bit", nullable: false),
                    Reverses = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    ValueDate = table.Column<DateOnly>(type: "date", nullable: false),
                    Note = table.Column<string>(type: "nvarchar(500)", maxLength: 500, nullable: true),
                    RegisteredBy = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: false),
                    RegisteredAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    OrderId = table.Column<Guid>(type: "uniqueidentifier", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_RegisteredPayments", x => x.Id);
                    table.ForeignKey(
                        name: "FK_RegisteredPayments_Orders_OrderId",
                        column: x => x.OrderId,
                        principalTable: "Orders",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Prices",
                columns: table => new
                {
                    Id = table.Column<int>(type: "int", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    ProductCode = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    NetCents = table.Column<long>(type: "bigint", nullable: false),
                    IvaBasisPoints = table.Column<int>(type: "int", nullable: false),
                    ValidFrom = table.Column<DateOnly>(type: "date", nullable: false),
                    ValidTo = table.Column<DateOnly>(type: "date", nullable: true),
                    IsDemo = table.Column<bool>(type: "bit", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Prices", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Prices_Products_ProductCode",
                        column: x => x.ProductCode,
                        principalTable: "Products",
                        principalColumn: "Code",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "HolderVersions",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    SubscriptionId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    At = table.Column<DateTime>(type: "datetime2", nullable: false),
                    Holder_Cig = table.Column<string>(type: "nvarchar(15)", maxLength: 15, nullable: true),
                    Holder_CodiceFiscale = table.Column<string>(type: "nvarchar(16)", maxLength: 16, nullable: false),
                    Holder_Cognome = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: true),
                    Holder_Cup = table.Column<string>(type: "nvarchar(15)", maxLength: 15, nullable: true),
                    Holder_Denominazione = table.Column<string>(type: "nvarchar(80)", maxLength: 80, nullable: true),
                    Holder_Email = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: false),
                    Holder_Nome = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: true),
                    Holder_PartitaIva = table.Column<string>(type: "nvarchar(11)", maxLength: 11, nullable: true),
                    Holder_Recapito = table.Column<string>(type: "nvarchar(270)", maxLength: 270, nullable: false),
                    Holder_Telefono = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false),
                    Holder_Type = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    Holder_Indirizzo_Cap = table.Column<string>(type: "nvarchar(5)", maxLength: 5, nullable: false),
                    Holder_Indirizzo_Comune = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: false),
                    Holder_Indirizzo_Provincia = table.Column<string>(type: "nvarchar(2)", maxLength: 2, nullable: false),
                    Holder_Indirizzo_Via = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: false),
                    Holder_Rappresentante_Cognome = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: true),
                    Holder_Rappresentante_Nome = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_HolderVersions", x => x.Id);
                    table.ForeignKey(
                        name: "FK_HolderVersions_Subscriptions_SubscriptionId",
                        column: x => x.SubscriptionId,
                        principalTable: "Subscriptions",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "PanelConfigurations",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    SubscriptionId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Avvisi_Discriminator = table.Column<string>(type: "nvarchar(max)", nullable: true),
                    Avvisi_Pec = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: true),
                    Avvisi_Delega_Codice = table.Column<string>(type: "nvarchar(16)", maxLength: 16, nullable: true),
                    Avvisi_Delega_Tipo = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: true),
                    Cedente_Discriminator = table.Column<string>(type: "nvarchar(max)", nullable: true),
                    Cedente_Email = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: true),
                    Cedente_Telefono = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: true),
                    Cedente_Rea_Capitale = table.Column<long>(type: "bigint", nullable: true),
                    Cedente_Rea_InLiquidazione = table.Column<bool>(type: "bit", nullable: true),
                    Cedente_Rea_Numero = table.Column<string>(type: "nvarchar(7)", maxLength: 7, nullable: true),
                    Cedente_Rea_Soci = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: true),
                    Cedente_Rea_Ufficio = table.Column<string>(type: "nvarchar(2)", maxLength: 2, nullable: true),
                    Cedente_Sede_Cap = table.Column<string>(type: "nvarchar(5)", maxLength: 5, nullable: true),
                    Cedente_Sede_Comune = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: true),
                    Cedente_Sede_Provincia = table.Column<string>(type: "nvarchar(2)", maxLength: 2, nullable: true),
                    Cedente_Sede_Via = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: true),
                    Documenti_ConservaDdt = table.Column<bool>(type: "bit", nullable: true),
                    Documento_Prezzi = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: true),
                    Documento_Tipo = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: true),
                    Esigibilita_Codice = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: true),
                    Incassi_AbbinaFatture = table.Column<bool>(type: "bit", nullable: true),
                    Ordini_AvvisaOrdini = table.Column<bool>(type: "bit", nullable: true),
                    Previdenza_Discriminator = table.Column<string>(type: "nvarchar(max)", nullable: true),
                    Previdenza_Cassa_Aliquota = table.Column<int>(type: "int", nullable: true),
                    Previdenza_Cassa_ConRitenuta = table.Column<bool>(type: "bit", nullable: true),
                    Previdenza_Cassa_Tipo = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: true),
                    Previdenza_Ritenuta_Aliquota = table.Column<int>(type: "int", nullable: true),
                    Previdenza_Ritenuta_Causale = table.Column<string>(type: "nvarchar(2)", maxLength: 2, nullable: true),
                    Previdenza_Ritenuta_Tipo = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: true),
                    Regime_Codice = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: true),
                    Version = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PanelConfigurations", x => x.Id);
                    table.ForeignKey(
                        name: "FK_PanelConfigurations_Subscriptions_SubscriptionId",
                        column: x => x.SubscriptionId,
                        principalTable: "Subscriptions",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "RenewalSteps",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    ExpiresOn = table.Column<DateOnly>(type: "date", nullable: false),
                    Kind = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    Days = table.Column<int>(type: "int", nullable: false),
                    At = table.Column<DateTime>(type: "datetime2", nullable: false),
                    Amount = table.Column<long>(type: "bigint", nullable: false),
                    AttemptId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    SubscriptionId = table.Column<Guid>(type: "uniqueidentifier", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_RenewalSteps", x => x.Id);
                    table.ForeignKey(
                        name: "FK_RenewalSteps_Subscriptions_SubscriptionId",
                        column: x => x.SubscriptionId,
                        principalTable: "Subscriptions",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "SubscriptionChanges",
                columns: table => new
                {
                    Id = table.Column<int>(type: "int", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    ProductCode = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    Name = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false),
                    Quantity = table.Column<int>(type: "int", nullable: false),
                    StartsOn = table.Column<DateOnly>(type: "date", nullable: true),
                    SubscriptionId = table.Column<Guid>(type: "uniqueidentifier", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SubscriptionChanges", x => x.Id);
                    table.ForeignKey(
                        name: "FK_SubscriptionChanges_Subscriptions_SubscriptionId",
                        column: x => x.SubscriptionId,
                        principalTable: "Subscriptions",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "SubscriptionItems",
                columns: table => new
                {
                    Id = table.Column<int>(type: "int", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    ProductCode = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    Name = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false),
                    Quantity = table.Column<int>(type: "int", nullable: false),
                    SubscriptionId = table.Column<Guid>(type: "uniqueidentifier", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SubscriptionItems", x => x.Id);
                    table.ForeignKey(
                        name: "FK_SubscriptionItems_Subscriptions_SubscriptionId",
                        column: x => x.SubscriptionId,
                        principalTable: "Subscriptions",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "SubscriptionPeriods",
                columns: table => new
                {
                    Id = table.Column<int>(type: "int", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    StartsOn = table.Column<DateOnly>(type: "date", nullable: false),
                    EndsOn = table.Column<DateOnly>(type: "date", nullable: false),
                    OrderNumber = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false),
                    SubscriptionId = table.Column<Guid>(type: "uniqueidentifier", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SubscriptionPeriods", x => x.Id);
                    table.ForeignKey(
                        name: "FK_SubscriptionPeriods_Subscriptions_SubscriptionId",
                        column: x => x.SubscriptionId,
                        principalTable: "Subscriptions",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "EmailIndex",
                table: "Accounts",
                column: "NormalizedEmail",
                unique: true,
                filter: "\"NormalizedEmail\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Accounts_CodiceFiscale",
                table: "Accounts",
                column: "CodiceFiscale",
                unique: true,
                filter: "\"CodiceFiscale\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Accounts_PartitaIva",
                table: "Accounts",
                column: "PartitaIva",
                unique: true,
                filter: "\"PartitaIva\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "UserNameIndex",
                table: "Accounts",
                column: "NormalizedUserName",
                unique: true,
                filter: "[NormalizedUserName] IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_AspNetUserClaims_UserId",
                table: "AspNetUserClaims",
                column: "UserId");

            migrationBuilder.CreateIndex(
                name: "IX_AspNetUserLogins_UserId",
                table: "AspNetUserLogins",
                column: "UserId");

            migrationBuilder.CreateIndex(
                name: "IX_Audit_At",
                table: "Audit",
                column: "At");

            migrationBuilder.CreateIndex(
                name: "IX_Audit_Topic",
                table: "Audit",
                column: "Topic");

            migrationBuilder.CreateIndex(
                name: "IX_BankFiles_Account_Digest",
                table: "BankFiles",
                columns: new[] { "Account", "Digest" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_BankFiles_BroughtAt",
                table: "BankFiles",
                column: "BroughtAt");

            migrationBuilder.CreateIndex(
                name: "IX_BankLines_Account_Fingerprint",
                table: "BankLines",
                columns: new[] { "Account", "Fingerprint" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_BankLines_FileId_Place",
                table: "BankLines",
                columns: new[] { "FileId", "Place" });

            migrationBuilder.CreateIndex(
                name: "IX_BankLines_Reference",
                table: "BankLines",
                column: "Reference");

            migrationBuilder.CreateIndex(
                name: "IX_BankLines_State_Id",
                table: "BankLines",
                columns: new[] { "State", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_CartLines_CartId_ProductCode",
                table: "CartLines",
                columns: new[] { "CartId", "ProductCode" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Carts_AccountId",
                table: "Carts",
                column: "AccountId",
                unique: true,
                filter: "\"OrderedAt\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Consents_AccountId",
                table: "Consents",
                column: "AccountId");

            migrationBuilder.CreateIndex(
                name: "IX_ContractAcceptances_OrderId",
                table: "ContractAcceptances",
                column: "OrderId");

            migrationBuilder.CreateIndex(
                name: "IX_CsvColumns_Account_Heading",
                table: "CsvColumns",
                columns: new[] { "Account", "Heading" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_DeskTasks_Key",
                table: "DeskTasks",
                column: "Key",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_DeskTasks_OpenedAt",
                table: "DeskTasks",
                column: "OpenedAt",
                filter: "\"ClosedAt\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_DeskTasks_OrderNumber",
                table: "DeskTasks",
                column: "OrderNumber");

            migrationBuilder.CreateIndex(
                name: "IX_EmailChanges_AccountId",
                table: "EmailChanges",
                column: "AccountId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_EmailChanges_ExpiresAt",
                table: "EmailChanges",
                column: "ExpiresAt");

            migrationBuilder.CreateIndex(
                name: "IX_HolderVersions_SubscriptionId_At",
                table: "HolderVersions",
                columns: new[] { "SubscriptionId", "At" });

            migrationBuilder.CreateIndex(
                name: "IX_OneTimeLinks_AccountId",
                table: "OneTimeLinks",
                column: "AccountId");

            migrationBuilder.CreateIndex(
                name: "IX_OneTimeLinks_TokenHash",
                table: "OneTimeLinks",
                column: "TokenHash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_OrderHistory_OrderId",
                table: "OrderHistory",
                column: "OrderId");

            migrationBuilder.CreateIndex(
                name: "IX_OrderLines_OrderId",
                table: "OrderLines",
                column: "OrderId");

            migrationBuilder.CreateIndex(
                name: "IX_Orders_AccountEmail",
                table: "Orders",
                column: "AccountEmail");

            migrationBuilder.CreateIndex(
                name: "IX_Orders_AccountId_PlacedAt",
                table: "Orders",
                columns: new[] { "AccountId", "PlacedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_Orders_AccountUsername",
                table: "Orders",
                column: "AccountUsername");

            migrationBuilder.CreateIndex(
                name: "IX_Orders_CartId",
                table: "Orders",
                column: "CartId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Orders_CodiceFiscale_PlacedAt",
                table: "Orders",
                columns: new[] { "CodiceFiscale", "PlacedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_Orders_Kind_PlacedAt",
                table: "Orders",
                columns: new[] { "Kind", "PlacedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_Orders_Method_PlacedAt",
                table: "Orders",
                columns: new[] { "Method", "PlacedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_Orders_NeedsDecisionSince",
                table: "Orders",
                column: "NeedsDecisionSince",
                filter: "\"NeedsDecisionSince\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Orders_Number",
                table: "Orders",
                column: "Number",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Orders_OneOpenExtension",
                table: "Orders",
                column: "SubscriptionId",
                unique: true,
                filter: "\"Kind\" = 'Extension' AND \"Status\" <> 'Cancelled' AND \"Status\" <> 'Lapsed' AND \"Status\" <> 'Concluded'");

            migrationBuilder.CreateIndex(
                name: "IX_Orders_OneRenewalPerTerm",
                table: "Orders",
                columns: new[] { "SubscriptionId", "RenewsFrom" },
                unique: true,
                filter: "\"Kind\" = 'Renewal' AND \"Status\" <> 'Cancelled' AND \"Status\" <> 'Lapsed'");

            migrationBuilder.CreateIndex(
                name: "IX_Orders_OneUnpaidPurchasePerPartitaIva",
                table: "Orders",
                column: "PartitaIva",
                unique: true,
                filter: "\"Status\" = 'AwaitingPayment' AND \"Kind\" IN ('Purchase', 'Repurchase') AND \"PartitaIva\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Orders_OneUnpaidPurchasePerSubject",
                table: "Orders",
                column: "CodiceFiscale",
                unique: true,
                filter: "\"Status\" = 'AwaitingPayment' AND \"Kind\" IN ('Purchase', 'Repurchase')");

            migrationBuilder.CreateIndex(
                name: "IX_Orders_PartitaIva_PlacedAt",
                table: "Orders",
                columns: new[] { "PartitaIva", "PlacedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_Orders_PlacedAt_Number",
                table: "Orders",
                columns: new[] { "PlacedAt", "Number" });

            migrationBuilder.CreateIndex(
                name: "IX_Orders_SearchName",
                table: "Orders",
                column: "SearchName");

            migrationBuilder.CreateIndex(
                name: "IX_Orders_Status_PlacedAt",
                table: "Orders",
                columns: new[] { "Status", "PlacedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_Orders_UnpaidPlacesOfAccount",
                table: "Orders",
                columns: new[] { "AccountId", "UnpaidPlace" },
                unique: true,
                filter: "\"Status\" = 'AwaitingPayment' AND \"UnpaidPlace\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Outbox_DueAt",
                table: "Outbox",
                column: "DueAt",
                filter: "\"DoneAt\" IS NULL AND \"ParkedAt\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Outbox_ParkedAt",
                table: "Outbox",
                column: "ParkedAt",
                filter: "\"ParkedAt\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Outbox_Topic",
                table: "Outbox",
                column: "Topic");

            migrationBuilder.CreateIndex(
                name: "IX_PanelAccesses_AccountId",
                table: "PanelAccesses",
                column: "AccountId");

            migrationBuilder.CreateIndex(
                name: "IX_PanelAccesses_SubscriptionId",
                table: "PanelAccesses",
                column: "SubscriptionId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_PanelAccesses_Username",
                table: "PanelAccesses",
                column: "Username",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_PanelConfigurations_SubscriptionId",
                table: "PanelConfigurations",
                column: "SubscriptionId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_PaymentAttempts_AccountId_StartedAt",
                table: "PaymentAttempts",
                columns: new[] { "AccountId", "StartedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_PaymentAttempts_LiveOrderId",
                table: "PaymentAttempts",
                column: "LiveOrderId",
                unique: true,
                filter: "\"LiveOrderId\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_PaymentAttempts_Method_Reference",
                table: "PaymentAttempts",
                columns: new[] { "Method", "Reference" },
                unique: true,
                filter: "\"Reference\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_PaymentAttempts_NextLookAt",
                table: "PaymentAttempts",
                column: "NextLookAt",
                filter: "\"NextLookAt\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_PaymentAttempts_OrderId_StartedAt",
                table: "PaymentAttempts",
                columns: new[] { "OrderId", "StartedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_Prices_ProductCode_ValidFrom",
                table: "Prices",
                columns: new[] { "ProductCode", "ValidFrom" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_ProviderCustomers_Provider_Reference",
                table: "ProviderCustomers",
                columns: new[] { "Provider", "Reference" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_ProviderEvents_Provider_EventId",
                table: "ProviderEvents",
                columns: new[] { "Provider", "EventId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_ProviderEvents_ReceivedAt",
                table: "ProviderEvents",
                column: "ReceivedAt");

            migrationBuilder.CreateIndex(
                name: "IX_RecoveryCodes_AccountId_Selector",
                table: "RecoveryCodes",
                columns: new[] { "AccountId", "Selector" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Refunds_OrderId",
                table: "Refunds",
                column: "OrderId");

            migrationBuilder.CreateIndex(
                name: "IX_Refunds_Reference",
                table: "Refunds",
                column: "Reference",
                filter: "\"Reference\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_RegisteredPayments_OrderId",
                table: "RegisteredPayments",
                column: "OrderId");

            migrationBuilder.CreateIndex(
                name: "IX_RegisteredPayments_RegisteredAt",
                table: "RegisteredPayments",
                column: "RegisteredAt");

            migrationBuilder.CreateIndex(
                name: "IX_RegisteredPayments_Source_Reference",
                table: "RegisteredPayments",
                columns: new[] { "Source", "Reference" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_RenewalSteps_SubscriptionId_ExpiresOn_Kind_Days",
                table: "RenewalSteps",
                columns: new[] { "SubscriptionId", "ExpiresOn", "Kind", "Days" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_SavedMethods_AccountId",
                table: "SavedMethods",
                column: "AccountId");

            migrationBuilder.CreateIndex(
                name: "IX_SavedMethods_Method_Token",
                table: "SavedMethods",
                columns: new[] { "Method", "Token" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_SavedMethods_NextAskAt",
                table: "SavedMethods",
                column: "NextAskAt",
                filter: "\"NextAskAt\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Sessions_EndsAt",
                table: "Sessions",
                column: "EndsAt");

            migrationBuilder.CreateIndex(
                name: "IX_Sessions_OwnerId",
                table: "Sessions",
                column: "OwnerId");

            migrationBuilder.CreateIndex(
                name: "IX_SubscriptionChanges_SubscriptionId_ProductCode_StartsOn",
                table: "SubscriptionChanges",
                columns: new[] { "SubscriptionId", "ProductCode", "StartsOn" },
                unique: true,
                filter: "[StartsOn] IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_SubscriptionItems_SubscriptionId",
                table: "SubscriptionItems",
                column: "SubscriptionId");

            migrationBuilder.CreateIndex(
                name: "IX_SubscriptionPeriods_OrderNumber",
                table: "SubscriptionPeriods",
                column: "OrderNumber",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_SubscriptionPeriods_SubscriptionId_StartsOn",
                table: "SubscriptionPeriods",
                columns: new[] { "SubscriptionId", "StartsOn" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Subscriptions_AccountId",
                table: "Subscriptions",
                column: "AccountId");

            migrationBuilder.CreateIndex(
                name: "IX_Subscriptions_CodiceFiscale",
                table: "Subscriptions",
                column: "CodiceFiscale",
                unique: true,
                filter: "\"Status\" <> 'Deleted'");

            migrationBuilder.CreateIndex(
                name: "IX_Subscriptions_NextLookAt",
                table: "Subscriptions",
                column: "NextLookAt",
                filter: "\"NextLookAt\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Subscriptions_PartitaIva",
                table: "Subscriptions",
                column: "PartitaIva",
                unique: true,
                filter: "\"Status\" <> 'Deleted' AND \"PartitaIva\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Subscriptions_RenewalMethodId",
                table: "Subscriptions",
                column: "RenewalMethodId",
                filter: "\"RenewalMethodId\" IS NOT NULL");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "AspNetUserClaims");

            migrationBuilder.DropTable(
                name: "AspNetUserLogins");

            migrationBuilder.DropTable(
                name: "AspNetUserTokens");

            migrationBuilder.DropTable(
                name: "Audit");

            migrationBuilder.DropTable(
                name: "BankFileContents");

            migrationBuilder.DropTable(
                name: "BankFiles");

            migrationBuilder.DropTable(
                name: "BankLines");

            migrationBuilder.DropTable(
                name: "CartLines");

            migrationBuilder.DropTable(
                name: "Consents");

            migrationBuilder.DropTable(
                name: "ContractAcceptances");

            migrationBuilder.DropTable(
                name: "CsvColumns");

            migrationBuilder.DropTable(
                name: "DataProtectionKeys");

            migrationBuilder.DropTable(
                name: "DeskTasks");

            migrationBuilder.DropTable(
                name: "EmailChanges");

            migrationBuilder.DropTable(
                name: "HolderVersions");

            migrationBuilder.DropTable(
                name: "OneTimeLinks");

            migrationBuilder.DropTable(
                name: "OrderHistory");

            migrationBuilder.DropTable(
                name: "OrderLines");

            migrationBuilder.DropTable(
                name: "Outbox");

            migrationBuilder.DropTable(
                name: "PanelAccesses");

            migrationBuilder.DropTable(
                name: "PanelConfigurations");

            migrationBuilder.DropTable(
                name: "PaymentAttempts");

            migrationBuilder.DropTable(
                name: "Prices");

            migrationBuilder.DropTable(
                name: "ProviderCustomers");

            migrationBuilder.DropTable(
                name: "ProviderEvents");

            migrationBuilder.DropTable(
                name: "RecoveryCodes");

            migrationBuilder.DropTable(
                name: "Refunds");

            migrationBuilder.DropTable(
                name: "RegisteredPayments");

            migrationBuilder.DropTable(
                name: "RenewalSteps");

            migrationBuilder.DropTable(
                name: "SavedMethods");

            migrationBuilder.DropTable(
                name: "Secrets");

            migrationBuilder.DropTable(
                name: "Sessions");

            migrationBuilder.DropTable(
                name: "SubscriptionChanges");

            migrationBuilder.DropTable(
                name: "SubscriptionItems");

            migrationBuilder.DropTable(
                name: "SubscriptionPeriods");

            migrationBuilder.DropTable(
                name: "SweepRuns");

            migrationBuilder.DropTable(
                name: "Terms");

            migrationBuilder.DropTable(
                name: "Throttles");

            migrationBuilder.DropTable(
                name: "Accounts");

            migrationBuilder.DropTable(
                name: "Carts");

            migrationBuilder.DropTable(
                name: "Products");

            migrationBuilder.DropTable(
                name: "Orders");

            migrationBuilder.DropTable(
                name: "Subscriptions");
        }
    }
}
