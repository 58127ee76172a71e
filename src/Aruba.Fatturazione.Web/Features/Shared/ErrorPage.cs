namespace Aruba.Fatturazione.Web.Features.Shared;

/// <summary>A page that says why there is nothing to see and what to do (model of <c>Error.cshtml</c>).</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Title">The heading, in words.</param>
/// <param name="Text">What happened and what to do now.</param>
/// <param name="Code">A code to tell the support desk, or null.</param>
public sealed record ErrorPage(int Status, string Title, string Text, string? Code);
