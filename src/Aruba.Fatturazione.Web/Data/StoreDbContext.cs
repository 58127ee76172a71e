using System.Diagnostics;
using Aruba.Fatturazione.Catalog;
using Aruba.Fatturazione.Orders;
using Aruba.Fatturazione.PanelSetup;
using Aruba.Fatturazione.Payments;
using Aruba.Fatturazione.Subscriptions;
using Aruba.Fatturazione.Web.Accounts;
using Aruba.Fatturazione.Web.Outbox;
using Aruba.Fatturazione.Web.Payments.Webhooks;
using Aruba.Fatturazione.Web.Sweeps;
using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;

namespace Aruba.Fatturazione.Web.Data;

/// <summary>
/// Everything the shop stores: one model for three databases. Saving raises the version of what changed and turns raised events
/// into outbox rows, in one transaction.
/// </summary>
public abstract class StoreDbContext(DbContextOptions options, StoreWiring? wiring = null)
    : IdentityUserContext<Account, Guid>(options), IDataProtectionKeyContext
{
    private bool raisedDirectly;

    /// <summary>Catalogue entries.</summary>
    public DbSet<Product> Products => Set<Product>();

    /// <summary>Prices with their days.</summary>
    public DbSet<Price> Prices => Set<Price>();

    /// <summary>Terms on offer with their days.</summary>
    public DbSet<TermOffer> Terms => Set<TermOffer>();

    /// <summary>Carts, open and ordered.</summary>
    public DbSet<Cart> Carts => Set<Cart>();

    /// <summary>Orders.</summary>
    public DbSet<Order> Orders => Set<Order>();

    /// <summary>Services.</summary>
    public DbSet<Subscription> Subscriptions => Set<Subscription>();

    /// <summary>Holders as their owners corrected them.</summary>
    public DbSet<HolderVersion> HolderVersions => Set<HolderVersion>();

    /// <summary>Ways into the panel.</summary>
    public DbSet<PanelAccess> PanelAccesses => Set<PanelAccess>();

    /// <summary>What holders configured in the panel.</summary>
    public DbSet<PanelConfiguration> PanelConfigurations => Set<PanelConfiguration>();

    /// <summary>Times that a provider was asked for money.</summary>
    public DbSet<PaymentAttempt> PaymentAttempts => Set<PaymentAttempt>();

    /// <summary>Cards and PayPal accounts that may be charged.</summary>
    public DbSet<SavedMethod> SavedMethods => Set<SavedMethod>();

    /// <summary>What providers told.</summary>
    public DbSet<ProviderEvent> ProviderEvents => Set<ProviderEvent>();

    /// <summary>The names under which providers know accounts.</summary>
    public DbSet<ProviderCustomer> ProviderCustomers => Set<ProviderCustomer>();

    /// <summary>What waits for a person.</summary>
    public DbSet<DeskTask> DeskTasks => Set<DeskTask>();

    /// <summary>The last round of each sweep.</summary>
    public DbSet<SweepRun> SweepRuns => Set<SweepRun>();

    /// <summary>What is to be done.</summary>
    public DbSet<OutboxMessage> Outbox => Set<OutboxMessage>();

    /// <summary>What staff did.</summary>
    public DbSet<AuditEntry> Audit => Set<AuditEntry>();

    /// <summary>Signed-in browsers.</summary>
    public DbSet<AccountSession> Sessions => Set<AccountSession>();

    /// <summary>Consents given and taken back.</summary>
    public DbSet<Consent> Consents => Set<Consent>();

    /// <summary>Mailboxes that wait to be confirmed.</summary>
    public DbSet<EmailChange> EmailChanges => Set<EmailChange>();

    /// <summary>Links that work once.</summary>
    public DbSet<OneTimeLink> OneTimeLinks => Set<OneTimeLink>();

    /// <summary>What opens the desk to an agent without the app.</summary>
    public DbSet<RecoveryCode> RecoveryCodes => Set<RecoveryCode>();

    /// <summary>Counters of attempts.</summary>
    public DbSet<Throttle> Throttles => Set<Throttle>();

    /// <summary>Secrets shared by all instances.</summary>
    public DbSet<StoreSecret> Secrets => Set<StoreSecret>();

    /// <summary>The key ring, encrypted.</summary>
    public DbSet<DataProtectionKey> DataProtectionKeys => Set<DataProtectionKey>();

    /// <summary>Adds an event that no entity with verbs raises; it is stored by the next save, in the same transaction.</summary>
    public void Raise(StoreEvent e)
    {
        AddMessages([e]);
        raisedDirectly = true;
    }

    /// <inheritdoc />
    public override async Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        var raised = PrepareToSave();
        var saved = await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
        AfterSave(raised);
        return saved;
    }

    /// <inheritdoc />
    public override int SaveChanges(bool acceptAllChangesOnSuccess)
    {
        var raised = PrepareToSave();
        var saved = base.SaveChanges(acceptAllChangesOnSuccess);
        AfterSave(raised);
        return saved;
    }

    /// <inheritdoc />
    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.ApplyConfigurationsFromAssembly(typeof(StoreDbContext).Assembly);

        // Names are searched by range, which needs the order of the code points; on SQLite that is the default.
        if (Database.IsNpgsql())
        {
            builder.Entity<Order>().Property(o => o.SearchName).UseCollation("C");
        }
        else if (Database.IsSqlServer())
        {
            builder.Entity<Order>().Property(o => o.SearchName).UseCollation("Latin1_General_BIN2");
        }
    }

    /// <inheritdoc />
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        base.ConfigureConventions(configurationBuilder);
        Conventions.Apply(configurationBuilder, Database.IsSqlite());
    }

    private List<EventSource> PrepareToSave()
    {
        ChangeTracker.DetectChanges();
        List<EventSource> raised = [];
        foreach (var entry in ChangeTracker.Entries<EventSource>().ToList())
        {
            if (entry.State is EntityState.Added or EntityState.Modified || entry.Entity.Touched)
            {
                entry.Entity.BumpVersion();
            }

            if (entry.Entity.Events.Count > 0)
            {
                raised.Add(entry.Entity);
                AddMessages(entry.Entity.Events);

                // The rows are in the change tracker now: a repeated save after a failure must not add them again.
                entry.Entity.EventsStored();
            }
        }

        return raised;
    }

    private void AddMessages(IEnumerable<StoreEvent> events)
    {
        if (wiring is null)
        {
            throw new InvalidOperationException("This context was made for tools: it cannot store events.");
        }

        foreach (var e in events)
        {
            Outbox.AddRange(wiring.Reactions.MessagesFor(e, wiring.Clock.UtcNow(), Activity.Current?.Id));
        }
    }

    private void AfterSave(List<EventSource> raised)
    {
        if (raised.Count > 0 || raisedDirectly)
        {
            raisedDirectly = false;
            wiring!.Bell.Ring();
        }
    }
}

/// <summary>What a context needs besides its options to store events.</summary>
public sealed record StoreWiring(Reactions Reactions, OutboxBell Bell, TimeProvider Clock);
