namespace Aruba.Fatturazione.Sandbox.Webhooks;

/// <summary><c>GET /webhooks</c>: every webhook with its tries; <c>POST /webhooks/{event}/resend</c>: the button of the providers' consoles.</summary>
internal static class WebhookEndpoints
{
    public static void MapWebhooks(this WebApplication app)
    {
        app.MapGet("/webhooks", (WebhookSender sender) => Results.Json(sender.Deliveries));
        app.MapPost("/webhooks/{id}/resend", (string id, WebhookSender sender) =>
            sender.SendAgain(id) ? Results.Accepted() : Results.Problem("There is no such event.", statusCode: StatusCodes.Status404NotFound));
    }
}
