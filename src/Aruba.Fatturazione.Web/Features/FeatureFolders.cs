using Microsoft.AspNetCore.Mvc.ApplicationModels;
using Microsoft.AspNetCore.Mvc.Controllers;
using Microsoft.AspNetCore.Mvc.Razor;

namespace Aruba.Fatturazione.Web.Features;

/// <summary>
/// Lets views live beside their controllers: a controller in <c>Features.Checkout</c> finds its views in
/// <c>Features/Checkout</c>, one in <c>Features.Admin.Orders</c> in <c>Features/Admin/Orders</c>, then in
/// <c>Features/Admin/Shared</c>, and both at last in <c>Features/Shared</c>.
/// </summary>
public sealed class FeatureFolders : IControllerModelConvention, IViewLocationExpander
{
    private const string Key = "feature-folder";
    private const string Root = "Features";

    /// <summary>Notes the folder of the controller, so that it need not be worked out in a request.</summary>
    public void Apply(ControllerModel controller) =>
        controller.Properties[Key] = FolderOf(controller.ControllerType.Namespace);

    /// <summary>Makes the folder part of the key under which a found view is remembered.</summary>
    public void PopulateValues(ViewLocationExpanderContext context) =>
        context.Values[Key] = FolderOf(context.ActionContext.ActionDescriptor);

    /// <summary>The places where a view is looked for, nearest first; the framework's own places come last.</summary>
    public IEnumerable<string> ExpandViewLocations(
        ViewLocationExpanderContext context, IEnumerable<string> viewLocations)
    {
        var folder = context.Values.TryGetValue(Key, out var known) ? known ?? "" : "";
        return [.. PlacesFor(folder), $"/{Root}/Shared/{{0}}.cshtml", .. viewLocations];
    }

    private static IEnumerable<string> PlacesFor(string folder)
    {
        if (folder.Length == 0)
        {
            yield break;
        }

        yield return $"/{Root}/{folder}/{{0}}.cshtml";
        yield return $"/{Root}/{folder}/{{1}}/{{0}}.cshtml";
        for (var cut = folder.LastIndexOf('/'); cut > 0; cut = folder.LastIndexOf('/', cut - 1))
        {
            yield return $"/{Root}/{folder[..cut]}/Shared/{{0}}.cshtml";
        }
    }

    private static string FolderOf(Microsoft.AspNetCore.Mvc.Abstractions.ActionDescriptor action) =>
        action is ControllerActionDescriptor && action.Properties.TryGetValue(Key, out var folder)
            ? folder as string ?? ""
            : "";

    private static string FolderOf(string? space)
    {
        var marker = $".{Root}.";
        var at = space?.IndexOf(marker, StringComparison.Ordinal) ?? -1;
        return at < 0 ? "" : space![(at + marker.Length)..].Replace('.', '/');
    }
}

/// <summary>Wires <see cref="FeatureFolders"/> into MVC.</summary>
public static class FeatureFolderSetup
{
    /// <summary>Views are found beside their controllers from now on.</summary>
    public static IMvcBuilder AddFeatureFolders(this IMvcBuilder mvc)
    {
        var folders = new FeatureFolders();
        return mvc
            .AddMvcOptions(options => options.Conventions.Add(folders))
            .AddRazorOptions(options => options.ViewLocationExpanders.Add(folders));
    }
}
