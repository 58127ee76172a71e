using Aruba.Fatturazione.Web.Accounts;
using Aruba.Fatturazione.Web.Data;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Aruba.Fatturazione.Web.Features.Admin;

/// <summary>What every page of the desk shares: the area, the policy and the way into the audit.</summary>
[Area("Admin")]
[Authorize(Policy = Policies.Staff)]
public abstract class AdminController : Controller
{
    private protected DeskAgent Agent => new(User.AccountId(), User.Username());

    /// <summary>After a deed: back to a page of the desk, which turns the code into words.</summary>
    private protected RedirectResult Done(string page, string outcome) => Redirect($"{page}{(page.Contains('?', StringComparison.Ordinal) ? '&' : '?')}esito={outcome}");
}

/// <summary>The agent at work.</summary>
/// <param name="Id">Account.</param>
/// <param name="Name">Username, as it goes into history and audit.</param>
internal sealed record DeskAgent(Guid Id, string Name)
{
    /// <summary>The audit row of a deed; to be saved together with it.</summary>
    public AuditEntry Did(string action, string topic, DateTime at, string? details = null) =>
        new() { At = at, ActorId = Id, Actor = Name, Action = action, Topic = topic, Details = details };
}
