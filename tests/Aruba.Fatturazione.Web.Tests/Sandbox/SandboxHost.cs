using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using AngleSharp;
using AngleSharp.Dom;
using Aruba.Fatturazione.Sandbox;
using MailKit.Net.Smtp;
using MailKit.Security;
using Microsoft.Extensions.Time.Testing;
using MimeKit;

namespace Aruba.Fatturazione.Web.Tests.Sandbox;

/// <summary>A sandbox on free ports with a clock of its own, and the three ways to talk to it: mail program, browser, raw wire.</summary>
public sealed class SandboxHost : IAsyncLifetime
{
    private SandboxApp? app;
    private HttpClient? http;

    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 3, 2, 9, 30, 0, TimeSpan.Zero));

    public SandboxApp App => app ?? throw new InvalidOperationException("Not started.");

    public HttpClient Http => http ?? throw new InvalidOperationException("Not started.");

    public async Task InitializeAsync()
    {
        app = await SandboxApp.StartAsync(new SandboxOptions { Url = "http://127.0.0.1:0", SmtpPort = 0 }, Clock);
        http = new HttpClient(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false }) { BaseAddress = app.BaseAddress };
    }

    public async Task DisposeAsync()
    {
        Http.Dispose();
        await App.DisposeAsync();
    }

    public static MimeMessage Mail(string subject = "Conferma d'ordine", string to = "maria@esempio.example", string text = "Ciao", string? html = null)
    {
        var body = new BodyBuilder { TextBody = text, HtmlBody = html };
        return new MimeMessage([new MailboxAddress("Negozio", "negozio@esempio.example")], [MailboxAddress.Parse(to)], subject, body.ToMessageBody());
    }

    public async Task<SmtpClient> ConnectAsync()
    {
        var client = new SmtpClient { Timeout = 5000 };
        await client.ConnectAsync("127.0.0.1", App.SmtpPort, SecureSocketOptions.None);
        return client;
    }

    public async Task SendAsync(MimeMessage mail)
    {
        using var client = await ConnectAsync();
        await client.SendAsync(mail);
        await client.DisconnectAsync(quit: true);
    }

    public async Task<IDocument> PageAsync(string address)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.Accept.ParseAdd("text/html,application/xhtml+xml,*/*;q=0.8");
        using var response = await Http.SendAsync(request);
        var html = await response.Content.ReadAsStringAsync();
        return await BrowsingContext.New(AngleSharp.Configuration.Default).OpenAsync(r => r.Content(html));
    }

    public async Task<string> JsonAsync(string address)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        using var response = await Http.SendAsync(request);
        response.EnsureSuccessStatusCode();
        return await response.Content.ReadAsStringAsync();
    }

    /// <summary>Says these bytes to the mail server and returns all it answered until it hung up.</summary>
    public async Task<string> SayAsync(string bytes)
    {
        using var socket = new TcpClient();
        await socket.ConnectAsync("127.0.0.1", App.SmtpPort);
        await using var stream = socket.GetStream();
        await stream.WriteAsync(Encoding.Latin1.GetBytes(bytes));
        using var answers = new StreamReader(stream, Encoding.Latin1);
        return await answers.ReadToEndAsync().WaitAsync(TimeSpan.FromSeconds(10));
    }
}
