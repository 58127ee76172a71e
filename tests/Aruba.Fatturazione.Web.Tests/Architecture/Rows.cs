using System.Reflection;

namespace Aruba.Fatturazione.Web.Tests.Architecture;

/// <summary>Something that goes wrong in shops and must not here.</summary>
/// <param name="Id"><c>B-…</c> for the bars of reliability, <c>failure n</c> for what happened in other shops.</param>
/// <param name="Holds">What must hold, in one sentence.</param>
/// <param name="Missing">What no test shows yet, or null.</param>
internal sealed record Row(string Id, string Holds, string? Missing = null);

/// <summary>
/// The rows about orders and money, and the tests that name them: by <c>[Trait("row", "B-P3")]</c>, or by a name that begins with
/// <c>B_P3_</c> or <c>Failure_9_</c>.
/// </summary>
internal static class Rows
{
    public const string Trait = "row";

    public static IReadOnlyList<Row> All { get; } =
    [
        new("B-P1", "Provider unreachable or its name unknown: within five seconds the page says that nothing was charged; the order waits, other methods stay."),
        new("B-P2", "Provider takes no connection: the same, after the three seconds to connect."),
        new("B-P3", "Charge made, answer lost: *In verifica*, the page refreshes itself, no second payment is offered, asking settles it with one charge."),
        new("B-P4", "One failure that passes: repeated under the same key, one charge."),
        new("B-P5", "A failure kept under its key: the next round has a key of its own."),
        new("B-P6", "A key that the provider has forgotten: asking comes before charging, one charge."),
        new("B-P7", "A key that is in use: the shop waits and asks; nobody sees an error."),
        new("B-P8", "A key never comes with another amount."),
        new("B-P9", "Too many calls, or the provider down: its wait is honoured, its method is shown as unavailable, the others stay."),
        new("B-P10", "An answer that is broken, endless or slow is bounded in time and size, and is no answer."),
        new("B-P11", "One event ten times at once: stored once, always acknowledged, one effect."),
        new("B-P12", "Events in any order and number end in the same state."),
        new("B-P13", "No webhook: the return alone, or the sweep alone, settles it."),
        new("B-P14", "An event about something unknown, of another account or mode: kept, acknowledged, without effect; a person is told."),
        new("B-P15", "Another amount or currency: recorded, nothing activates, the desk has a task."),
        new("B-P16", "Refused, given up, not confirmed at the bank: back at the methods with the reason, same order, another method possible."),
        new("B-P17", "A bank that wants its customer at the renewal: mail with a link, service untouched until its expiry."),
        new("B-P18", "Refunds, disputes and withdrawn permissions at the provider: recorded, told to the desk, renewal off."),
        new("B-P21", "A bank file: the exact sum pays; short, over, double, wrong number, two orders in one transfer wait for a person; the same file or line again changes nothing."),
        new("B-C0", "A form sent again is the first result; sent again with other content, it begins nothing."),
        new("B-C1", "Clicks, tabs, webhooks and returns at once on two instances: one order, one charge; losers land on the order."),
        new("B-C2", "The database refuses the second order, attempt and payment; no lock of a process is needed."),
        new("B-C3", "Two tabs change the same thing: the second is told, and loses nothing that was typed."),
        new("B-C4", "Two agents, or an agent and a webhook, register the same money: once, and the second reads who did."),
        new("B-W1", "Days are Rome's: an expiry holds to its last second, the charge comes seven calendar days before."),
        new("B-W2", "Ten renewals in a row keep the anchor's day, 29 February included."),
        new("B-W3", "The nights in which the clock is put forward or back: each thing that is due happens once."),
        new("B-W4", "After a sleep of two days or a month everything due is done in one pass, once; nothing is charged after the expiry."),
        new("B-W5", "A clock that is put back two hours, forward a day, or has reached 2038 does nothing twice."),
        new("B-W6", "However many instances tick, die or hang at once: one order and one charge for a service and a term."),
        new("B-W7", "What was committed last before the charge was sent decides; after a committed switch-off nothing is charged."),
        new("B-W8", "A refused renewal is tried again on its days, with a mail each; the service lives to its expiry."),
        new("B-W9", "The amount is told before it is charged, with the link that switches off; without that notice nothing is charged."),
        new("B-W10", "20,000 renewals of one day are done within 75 minutes, and pages stay quick.", "the bench, on demand: [Bench](#bench)"),
        new("D-23", "The page of an order says one of a closed list of true states, what comes next and when."),
        new("D-34", "A consumer withdraws with two buttons in all the days of the law; the receipt has content, date and time."),
        new("failure 1", "Double click, two tabs, a proxy's repetition: one order, one object at the provider."),
        new("failure 2", "The customer paid and never came back: the order exists and becomes paid."),
        new("failure 3", "An event that is faster than our own save waits and is applied once."),
        new("failure 4", "The same fact told many times has one effect."),
        new("failure 5", "Return page and webhook at once: the same end, no error for anybody."),
        new("failure 6", "Without webhooks every paid order becomes paid; what does not settle becomes a task."),
        new("failure 7", "News of a failed attempt that comes late changes no paid order."),
        new("failure 8", "Whoever closes an unpaid order asks the provider first; payment wins."),
        new("failure 9", "Money for a closed order: recorded, nothing activates, reopen and refund are one action each, the customer reads the truth."),
        new("failure 10", "One payment, one period, however many callers."),
        new("failure 11", "At most one live attempt for a debt; the debt is read again before charging."),
        new("failure 12", "Authentication at the renewal is no refusal: the customer acts, then it goes on."),
        new("failure 13", "Paid but not kept: the purchase completes, renewal shows off with its reason, customer and desk are told."),
        new("failure 14", "A method that renews something goes only with a choice; another takes its place only when accepted."),
        new("failure 15", "Switched off before the charge: no charge. After: the period is honoured."),
        new("failure 17", "Money registered by hand: once, whole or in part, with actor and reference, on the same road as a provider's."),
        new("failure 22", "What is confirmed is what was shown; what the provider holds must match, or nothing is paid."),
        new("failure 23", "Another instance, a lost session, a return by a form of another site: the purchase goes on."),
        new("failure 24", "Too many refusals: no provider is called any more, on no page, and honest people read what to do."),
    ];

    /// <summary>Tests that name a row, as class and method, in the order of their names.</summary>
    public static IReadOnlyList<string> TestsOf(Row row) => Naming.Value.TryGetValue(row.Id, out var tests) ? tests : [];

    /// <summary>Every row that some test names.</summary>
    public static IEnumerable<string> Named => Naming.Value.Keys;

    private static readonly Lazy<IReadOnlyDictionary<string, IReadOnlyList<string>>> Naming = new(() => typeof(Rows).Assembly.GetTypes()
        .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly))
        .Where(method => method.GetCustomAttributes<FactAttribute>().Any())
        .SelectMany(method => RowsOf(method).Select(row => (Row: row, Test: $"{method.DeclaringType!.Name}.{method.Name}")))
        .GroupBy(pair => pair.Row)
        .ToDictionary(g => g.Key, IReadOnlyList<string> (g) => [.. g.Select(pair => pair.Test).Distinct().Order(StringComparer.Ordinal)]));

    private static IEnumerable<string> RowsOf(MethodInfo method)
    {
        var traits = method.GetCustomAttributesData().Where(a => a.AttributeType == typeof(TraitAttribute))
            .Where(a => (string?)a.ConstructorArguments[0].Value == Trait).Select(a => (string)a.ConstructorArguments[1].Value!);
        var named = All.Where(r => method.Name.StartsWith(Prefix(r), StringComparison.Ordinal)).Select(r => r.Id);
        return traits.Concat(named).Distinct();
    }

    private static string Prefix(Row row) => (char.ToUpperInvariant(row.Id[0]) + row.Id[1..]).Replace('-', '_').Replace(' ', '_') + "_";
}
