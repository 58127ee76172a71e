using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Aruba.Fatturazione.Web.Tests.Sandbox;

/// <summary>A shop that only catches webhooks, and answers what it is told to.</summary>
public sealed class WebhookCatcher : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly ConcurrentQueue<int> answers = new();

    private WebhookCatcher(WebApplication app) => this.app = app;

    public ConcurrentQueue<CaughtWebhook> Caught { get; } = new();

    public string Address => app.Urls.First();

    public static async Task<WebhookCatcher> StartAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Services.AddRouting();
        var catcher = new WebhookCatcher(builder.Build());
        catcher.app.Run(catcher.CatchAsync);
        await catcher.app.StartAsync();
        return catcher;
    }

    /// <summary>The next answers, in order; 200 after them.</summary>
    public void Answer(params int[] statuses)
    {
        foreach (var status in statuses)
        {
            answers.Enqueue(status);
        }
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private async Task CatchAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        var body = await reader.ReadToEndAsync();
        Caught.Enqueue(new CaughtWebhook(
            context.Request.Path, body, context.Request.Headers.ToDictionary(h => h.Key, h => h.Value.ToString(), StringComparer.OrdinalIgnoreCase)));
        context.Response.StatusCode = answers.TryDequeue(out var status) ? status : StatusCodes.Status200OK;
    }
}

/// <summary>A webhook as it came.</summary>
public sealed record CaughtWebhook(string Path, string Body, IReadOnlyDictionary<string, string> Headers);
