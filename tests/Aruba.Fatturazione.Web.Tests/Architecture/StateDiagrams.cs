using System.Collections;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;
using System.Xml.Linq;

namespace Aruba.Fatturazione.Web.Tests.Architecture;

/// <summary>
/// Draws every table of transitions that the domain has: a static class <c>XTransitions</c> with a property <c>Table</c> from state and trigger
/// to state. The first member of the state's enum is where a life begins. Labels are the <c>Label()</c> of the state; meanings are the XML
/// comments of the enums.
/// </summary>
internal static class StateDiagrams
{
    private const string Suffix = "Transitions";

    private static readonly Assembly Domain = typeof(EventSource).Assembly;

    private static readonly Lazy<Dictionary<string, string>> Comments = new(() =>
        XDocument.Load(Path.ChangeExtension(Domain.Location, ".xml")).Descendants("member")
            .ToDictionary(m => (string?)m.Attribute("name") ?? "", m => string.Join(' ', ((string?)m.Element("summary") ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))));

    /// <summary>Names of the tables, such as <c>OrderTransitions</c>.</summary>
    public static IReadOnlyList<string> Tables { get; } = [.. Types().Select(t => t.Name).Order(StringComparer.Ordinal)];

    /// <summary>The generated part about a table: diagram, states, triggers.</summary>
    public static string Draw(string table) => Draw(Moves(Types().Single(t => t.Name == table)));

    private static IEnumerable<Type> Types() => Domain.GetTypes().Where(t => t.Name.EndsWith(Suffix, StringComparison.Ordinal) && t.GetProperty("Table") is not null);

    private static List<Move> Moves(Type table) => [.. ((IEnumerable)(table.GetProperty("Table")?.GetValue(null) ?? throw new InvalidOperationException($"{table.Name} has no table.")))
        .Cast<object>()
        .Select(row => (Key: (ITuple)Property(row, "Key"), To: (Enum)Property(row, "Value")))
        .Select(row => new Move((Enum)row.Key[0]!, (Enum)row.Key[1]!, row.To))
        .OrderBy(m => m.From).ThenBy(m => m.Trigger)];

    private static object Property(object row, string name) => row.GetType().GetProperty(name)?.GetValue(row) ?? throw new InvalidOperationException($"A row without {name}.");

    private static string Draw(List<Move> moves)
    {
        var states = Enum.GetValues(moves[0].From.GetType()).Cast<Enum>().ToList();
        var text = new StringBuilder().Append("```mermaid\nstateDiagram-v2\n");
        foreach (var state in states)
        {
            text.Append($"    state \"{Label(state)}\" as {state}\n");
        }

        text.Append($"    [*] --> {states[0]}\n");
        foreach (var move in moves)
        {
            text.Append($"    {move.From} --> {move.To}: {move.Trigger}\n");
        }

        foreach (var state in states.Where(s => !moves.Exists(m => m.From.Equals(s))))
        {
            text.Append($"    {state} --> [*]\n");
        }

        text.Append("```\n\n| State | On screen | Meaning |\n|---|---|---|\n");
        text.AppendJoin("", states.Select(s => $"| `{s}` | {Label(s)} | {Comment(s)} |\n"));
        text.Append("\n| Trigger | Meaning | From | To |\n|---|---|---|---|\n");
        text.AppendJoin("", moves.GroupBy(m => (m.Trigger, m.To)).OrderBy(g => g.Key.Trigger)
            .Select(g => $"| `{g.Key.Trigger}` | {Comment(g.Key.Trigger)} | {string.Join(", ", g.Select(m => $"`{m.From}`"))} | `{g.Key.To}` |\n"));
        return text.ToString();
    }

    private static string Comment(Enum member) => Comments.Value[$"F:{member.GetType().FullName}.{member}"];

    private static string Label(Enum state) => Domain.GetTypes()
        .Select(t => t.GetMethod("Label", BindingFlags.Public | BindingFlags.Static, [state.GetType()]))
        .FirstOrDefault(m => m is not null)?.Invoke(null, [state]) as string ?? state.ToString();

    private sealed record Move(Enum From, Enum Trigger, Enum To);
}
