using Aruba.Fatturazione.Web.Features.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.ViewFeatures;

namespace Aruba.Fatturazione.Web.Accounts;

/// <summary>Answers <see cref="TooManyHashes"/> with 429, <c>Retry-After</c> and a page in words.</summary>
internal sealed class BusyFilter(IModelMetadataProvider metadata) : IExceptionFilter
{
    private const int RetryAfterSeconds = 5;

    public void OnException(ExceptionContext context)
    {
        if (context.Exception is not TooManyHashes)
        {
            return;
        }

        context.HttpContext.Response.Headers.RetryAfter = $"{RetryAfterSeconds}";
        var page = new ErrorPage(StatusCodes.Status429TooManyRequests, "Troppi accessi nello stesso momento", "Aspetta qualche secondo, torna indietro e riprova: non è stato cambiato niente.", Code: null);
        context.Result = new ViewResult
        {
            ViewName = "Error",
            StatusCode = page.Status,
            ViewData = new ViewDataDictionary<ErrorPage>(metadata, new ModelStateDictionary()) { Model = page },
        };
        context.ExceptionHandled = true;
    }
}
