using System.Globalization;
using System.Text;
using Aruba.Fatturazione.Web.Features.Shared.TagHelpers;
using Microsoft.AspNetCore.Html;
using QRCoder;

namespace Aruba.Fatturazione.Web.Features.Shared;

/// <summary>A QR code as part of the page: no image request, no <c>data:</c> address that the content policy would have to allow.</summary>
internal static class QrDrawing
{
    /// <summary>The drawing, dark on white in every colour scheme: cameras need the contrast.</summary>
    /// <param name="text">What the code says.</param>
    /// <param name="description">What it is for, for people who do not see it.</param>
    public static IHtmlContent Of(string text, string description)
    {
        using var code = QRCodeGenerator.GenerateQrCode(text, QRCodeGenerator.ECCLevel.M);
        var modules = code.ModuleMatrix;

        // QRCoder's matrix has the quiet zone of four modules around it already.
        var size = modules.Count.ToString(CultureInfo.InvariantCulture);
        var path = new StringBuilder();
        for (var y = 0; y < modules.Count; y++)
        {
            for (var x = 0; x < modules[y].Count; x++)
            {
                if (modules[y][x])
                {
                    path.Append(CultureInfo.InvariantCulture, $"M{x} {y}h1v1h-1z");
                }
            }
        }

        return Markup.Element(
                "svg", "qr",
                Markup.Element("rect").With("width", size).With("height", size).With("fill", "#fff"),
                Markup.Element("path").With("d", path.ToString()).With("fill", "#000"))
            .With("viewBox", $"0 0 {size} {size}")
            .With("width", "200")
            .With("height", "200")
            .With("role", "img")
            .With("aria-label", description)
            .With("shape-rendering", "crispEdges");
    }
}
