using System.Diagnostics;
using System.Reflection;
using System.Reflection.Emit;
using Aruba.Fatturazione.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace Aruba.Fatturazione.SqlServer.Tests;

/// <summary>A call in the shop's code: the method as compiled, and where in it.</summary>
/// <param name="Method">The compiled method: for an async one that of its state machine.</param>
/// <param name="Offset">Place in its instructions.</param>
/// <param name="Called">What is called there.</param>
internal sealed record CallSite(MethodBase Method, int Offset, string Called)
{
    private static readonly Assembly Shop = typeof(StoreDbContext).Assembly;
    private static readonly Dictionary<short, OpCode> Codes = typeof(OpCodes).GetFields().Select(f => (OpCode)f.GetValue(null)!).ToDictionary(c => c.Value);

    /// <summary>Calls that send a question made of LINQ.</summary>
    public static IReadOnlyList<CallSite> Questions { get; } = Find(IsQuestion);

    /// <summary>Calls that send SQL written by hand.</summary>
    public static IReadOnlyList<CallSite> WrittenByHand { get; } = Find(IsWrittenByHand);

    /// <summary>The method as it was written.</summary>
    public string Where
    {
        get
        {
            var type = Method.DeclaringType!;
            var names = new List<string>();
            for (; type.IsNested; type = type.DeclaringType!)
            {
                names.Add(type.Name);
            }

            return $"{type.Name}.{string.Join('.', names.Append(Method.Name).Where(n => n is not "MoveNext").Select(Bare).Where(n => n.Length > 0).Distinct())}";
        }
    }

    public override string ToString() => $"{Where} → {Called}";

    /// <summary>The question in the shop's code from which this stack comes, or null when a package asks.</summary>
    public static CallSite? OfStack(StackTrace stack)
    {
        foreach (var frame in stack.GetFrames())
        {
            if (frame.GetMethod() is not { } method || method.Module.Assembly != Shop)
            {
                continue;
            }

            // The place of a frame is the call itself or the beginning of its statement.
            return Questions.Where(q => q.Method.MethodHandle == method.MethodHandle && q.Offset >= frame.GetILOffset()).MinBy(q => q.Offset)
                ?? Questions.Where(q => q.Method.MethodHandle == method.MethodHandle).MaxBy(q => q.Offset);
        }

        return null;
    }

    private static string Bare(string name) => name.StartsWith("<>", StringComparison.Ordinal) ? "" : name.StartsWith('<') ? name[1..name.IndexOf('>', StringComparison.Ordinal)] : name;

    private static bool IsQuestion(MethodBase called) =>
        called.Name != nameof(EntityFrameworkQueryableExtensions.AsNoTracking)
        && ((called.DeclaringType == typeof(EntityFrameworkQueryableExtensions) && (called.Name.EndsWith("Async", StringComparison.Ordinal) || called.Name.StartsWith("Execute", StringComparison.Ordinal) || called.Name is "Load"))
            || (called.Name is "Find" or "FindAsync" && called.DeclaringType is { } set && (set == typeof(DbContext) || (set.IsGenericType && set.GetGenericTypeDefinition() == typeof(DbSet<>)))));

    private static bool IsWrittenByHand(MethodBase called) =>
        (called.DeclaringType?.Namespace?.StartsWith("Microsoft.EntityFrameworkCore", StringComparison.Ordinal) == true && (called.Name.Contains("Sql", StringComparison.Ordinal) && (called.Name.StartsWith("Execute", StringComparison.Ordinal) || called.Name.StartsWith("From", StringComparison.Ordinal) || called.Name.StartsWith("SqlQuery", StringComparison.Ordinal))))
        || (called.Name == "CreateCommand" && called.DeclaringType?.Namespace is "System.Data.Common" or "Microsoft.Data.Sqlite" or "Microsoft.Data.SqlClient" or "Npgsql");

    private static List<CallSite> Find(Func<MethodBase, bool> wanted)
    {
        const BindingFlags All = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;
        return [.. Shop.GetTypes().Where(t => t.Namespace?.Contains("Migrations", StringComparison.Ordinal) != true)
            .SelectMany(t => t.GetMethods(All).Cast<MethodBase>().Concat(t.GetConstructors(All)))
            .SelectMany(m => CallsOf(m).Where(c => wanted(c.Called)).Select(c => new CallSite(m, c.Offset, c.Called.Name)))];
    }

    private static IEnumerable<(int Offset, MethodBase Called)> CallsOf(MethodBase method)
    {
        var code = method.GetMethodBody()?.GetILAsByteArray() ?? [];
        for (var at = 0; at < code.Length;)
        {
            var start = at;
            var opcode = code[at] == 0xFE ? Codes[(short)(0xFE00 | code[at + 1])] : Codes[code[at]];
            at += opcode.Size;
            if (opcode.OperandType == OperandType.InlineMethod && Resolve(method, BitConverter.ToInt32(code, at)) is { } called)
            {
                yield return (start, called);
            }

            at += opcode.OperandType switch
            {
                OperandType.InlineNone => 0,
                OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
                OperandType.InlineVar => 2,
                OperandType.InlineI8 or OperandType.InlineR => 8,
                OperandType.InlineSwitch => 4 + (4 * BitConverter.ToInt32(code, at)),
                _ => 4,
            };
        }
    }

    private static MethodBase? Resolve(MethodBase inside, int token)
    {
        try
        {
            var type = inside.DeclaringType!;
            return inside.Module.ResolveMethod(token, type.IsGenericType ? type.GetGenericArguments() : null, inside.IsGenericMethod ? inside.GetGenericArguments() : null);
        }
        catch (ArgumentException)
        {
            return null; // a vararg or otherwise foreign call: no question of ours
        }
    }
}
