using Aruba.Fatturazione.Browser.Tests.Infrastructure;

namespace Aruba.Fatturazione.Browser.Tests.Survey;

/// <summary>One page in one state.</summary>
/// <param name="Route">The route's template, as <c>routes</c> prints it; a page of the sandbox begins with <c>sandbox:</c>.</param>
/// <param name="State">What is on it, in a word or two. Where it begins with «wrong» the page must show what is wrong as every form does.</param>
/// <param name="Visit">Leads somebody there and leaves their window open on it.</param>
internal sealed record SurveyEntry(string Route, string State, Func<Tour, Task<Window>> Visit)
{
    public string Name => $"{Route} {State}".TrimEnd();

    public bool ShowsErrors => State.StartsWith("wrong", StringComparison.Ordinal) && !Route.StartsWith("sandbox:", StringComparison.Ordinal);
}
