using Aruba.Fatturazione.Sandbox.Pages;
using Aruba.Fatturazione.Sandbox.Smtp;

namespace Aruba.Fatturazione.Sandbox.Shop;

/// <summary>What <c>PUT /clock</c> takes.</summary>
/// <param name="Days">Days ahead of the machine's clock.</param>
internal sealed record DaysAhead(int Days);

/// <summary><c>/</c>: what to try; <c>/clock</c>: how far ahead of the machine's clock; <c>/shop</c>: the shop's announcement.</summary>
internal static class ShopEndpoints
{
    public static void MapShop(this WebApplication app)
    {
        app.MapGet("/", (ShopBoard board, SmtpDoor smtp) =>
            SandboxPages.Page<WhatToTryPage>(new { Shop = board.Now(), SmtpPort = smtp.Port }));
        app.MapGet("/shop", (ShopBoard board, SmtpDoor smtp) =>
        {
            var shop = board.Now();
            return Results.Json(new { shop.StoreUrl, shop.Accounts, smtpPort = smtp.Port });
        });
        app.MapGet("/clock", (MovableClock clock) => Results.Json(new { clock.Days, now = clock.GetUtcNow() }));
        app.MapPut("/clock", (DaysAhead ahead, MovableClock clock) => clock.GoTo(ahead.Days)
            ? Results.NoContent()
            : Results.Problem($"days must be from 0 to {MovableClock.MaxDays}.", statusCode: StatusCodes.Status400BadRequest));
        app.MapPut("/shop", (ShopAnnouncement news, ShopBoard board) =>
            board.Announce(news) is { } wrong ? Results.Problem(wrong, statusCode: StatusCodes.Status400BadRequest) : Results.NoContent());
    }
}
