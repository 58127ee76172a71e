using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace Aruba.Fatturazione.Browser.Tests.Infrastructure;

/// <summary>Notes what no page may do: write errors to the console (a broken content policy does), miss a file, ask anybody else for something.</summary>
internal sealed class Witness
{
    private readonly ConcurrentQueue<string> problems = new();

    public Witness(IBrowserContext context, params Uri[] known)
    {
        var authorities = known.Select(k => k.Authority).ToHashSet();
        context.Request += (_, request) =>
        {
            var url = new Uri(request.Url);
            if (url.Scheme is "http" or "https" && !authorities.Contains(url.Authority))
            {
                problems.Enqueue($"asked a third party: {request.Url}");
            }
        };
        context.Response += (_, response) =>
        {
            // A page may well answer 400 or 404, when that is what it has to say.
            var isPage = response.Request.IsNavigationRequest;
            if (response.Status >= 500 || (response.Status >= 400 && !isPage))
            {
                problems.Enqueue($"{response.Status} {response.Url}");
            }
        };
        context.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning" && !message.Text.StartsWith("Failed to load resource", StringComparison.Ordinal))
            {
                problems.Enqueue($"console {message.Type} on {message.Page?.Url}: {message.Text}");
            }
        };
        context.WebError += (_, error) => problems.Enqueue($"script error on {error.Page?.Url}: {error.Error}");
    }

    /// <summary>What was noted since the last call.</summary>
    public IReadOnlyList<string> Take()
    {
        List<string> all = [];
        while (problems.TryDequeue(out var one))
        {
            all.Add(one);
        }

        return all;
    }
}
