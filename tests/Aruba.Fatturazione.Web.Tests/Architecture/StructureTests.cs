using System.Reflection;
using Aruba.Fatturazione.Web.Features.Admin;
using Aruba.Fatturazione.Web.Outbox;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Routing;

namespace Aruba.Fatturazione.Web.Tests.Architecture;

/// <summary>The few borders of docs/decisions/0001-three-projects-and-feature-folders.md that the compiler does not hold by itself.</summary>
public sealed class StructureTests
{
    private static readonly Assembly Domain = typeof(EventSource).Assembly;
    private static readonly Assembly Web = typeof(StoreApp).Assembly;

    [Fact]
    public void The_domain_references_nothing_but_the_framework() => Assert.All(
        Domain.GetReferencedAssemblies(),
        reference => Assert.StartsWith("System", reference.Name, StringComparison.Ordinal));

    [Fact]
    public void The_release_of_the_shop_knows_no_sandbox() =>
        Assert.DoesNotContain(Web.GetReferencedAssemblies(), reference => reference.Name!.Contains("Sandbox", StringComparison.Ordinal));

    [Fact]
    public void Every_event_has_a_row_in_the_table_of_reactions()
    {
        var events = Domain.GetTypes().Concat(Web.GetTypes()).Where(t => t.IsSubclassOf(typeof(StoreEvent)) && !t.IsAbstract);

        Assert.Empty(events.Except(StoreReactions.Table().EventTypes).Select(t => t.Name));
    }

    [Fact]
    public void Every_page_of_the_desk_is_behind_its_one_lock_but_for_the_doors()
    {
        var desk = Web.GetTypes().Where(t => t.IsAssignableTo(typeof(ControllerBase)) && !t.IsAbstract && Routes(t).Any(r => r.StartsWith("assistenza", StringComparison.Ordinal))).ToList();

        Assert.NotEmpty(desk);
        Assert.All(desk, t => Assert.True(
            t.IsSubclassOf(typeof(AdminController)) || (t.GetCustomAttribute<AllowAnonymousAttribute>() is not null && t.Namespace!.EndsWith(".Admin.Access", StringComparison.Ordinal)),
            $"{t.Name} is neither an AdminController nor a door in Features/Admin/Access."));
    }

    [Theory]
    [InlineData("Stripe", "Payments/Stripe/")]
    [InlineData("MailKit", "Mail/")]
    [InlineData("OtpNet", "Accounts/")]
    [InlineData("QRCoder", "Features/Shared/")]
    public void The_words_of_a_library_stay_in_its_folder(string library, string folder)
    {
        var source = Path.Combine(Documentation.Root, "src", "Aruba.Fatturazione.Web");
        var users = Directory.EnumerateFiles(source, "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains("/obj/", StringComparison.Ordinal) && File.ReadLines(file).Any(l => l == $"using {library};" || l.StartsWith($"using {library}.", StringComparison.Ordinal)))
            .Select(file => Path.GetRelativePath(source, file).Replace('\\', '/')).ToList();

        Assert.NotEmpty(users);
        Assert.All(users, file => Assert.StartsWith(folder, file, StringComparison.Ordinal));
    }

    private static IEnumerable<string> Routes(Type controller) => controller.GetCustomAttributes().Concat(controller.GetMethods().SelectMany(m => m.GetCustomAttributes()))
        .OfType<IRouteTemplateProvider>().Select(r => r.Template?.TrimStart('/') ?? "");
}
