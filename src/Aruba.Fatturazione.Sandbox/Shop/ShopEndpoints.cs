using Aruba.Fatturazione.Sandbox.Pages;
using Aruba.Fatturazione.Sandbox.Smtp;

namespace Aruba.Fatturazione.Sandbox.Shop;

/// <summary><c>/</c>: what to try; <c>/shop</c>: the shop's announcement.</summary>
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
        app.MapPut("/shop", (ShopAnnouncement news, ShopBoard board) =>
            board.Announce(news) is { } wrong ? Results.Problem(wrong, statusCode: StatusCodes.Status400BadRequest) : Results.NoContent());
    }
}
