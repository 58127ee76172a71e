using Microsoft.Playwright;

namespace Aruba.Fatturazione.Browser.Tests.Infrastructure;

/// <summary>How somebody uses the browser.</summary>
public enum Manner
{
    /// <summary>A desktop with scripts and a mouse.</summary>
    Mouse,

    /// <summary>No scripts, and nothing but the keyboard.</summary>
    Keyboard,

    /// <summary>320 CSS pixels, dark, with the system's few colours in the place of ours.</summary>
    Small,
}

/// <summary>Somebody's browser window. Things are found as a person finds them: by label, by the words of a button or link.</summary>
internal sealed class Window : IAsyncDisposable
{
    private readonly IBrowserContext context;
    private readonly Keys? keys;
    private readonly string home;
    private IResponse? document;

    private Window(IBrowserContext context, IPage page, Witness witness, Manner manner, string home)
    {
        this.context = context;
        this.home = home;
        Page = page;
        Witness = witness;
        Manner = manner;
        page.Response += (_, response) =>
        {
            if (response.Request.IsNavigationRequest && response.Frame == page.MainFrame)
            {
                document = response;
            }
        };
        keys = manner == Manner.Keyboard ? new Keys(page) : null;
    }

    public IPage Page { get; }

    public Witness Witness { get; }

    public Manner Manner { get; }

    public string Path => new Uri(Page.Url).PathAndQuery;

    public static async Task<Window> OpenAsync(BrowserHost host, Manner manner)
    {
        var browser = await Chrome.Browser;
        var small = manner == Manner.Small;
        var opened = await browser.NewContextAsync(new BrowserNewContextOptions
        {
            Locale = "it-IT",
            TimezoneId = "Europe/Rome",
            JavaScriptEnabled = manner != Manner.Keyboard,
            ViewportSize = small ? new ViewportSize { Width = 320, Height = 640 } : new ViewportSize { Width = 1280, Height = 800 },
            ColorScheme = small ? ColorScheme.Dark : ColorScheme.Light,
            ForcedColors = small ? ForcedColors.Active : ForcedColors.None,
            ReducedMotion = ReducedMotion.Reduce,
        });
        opened.SetDefaultTimeout(15_000);
        var witness = new Witness(opened, new Uri(host.Public), host.Sandbox.BaseAddress);
        return new Window(opened, await opened.NewPageAsync(), witness, manner, host.Public);
    }

    /// <summary>Types an address; one without a host is the shop's.</summary>
    public Task OpenAsync(string address) => Page.GotoAsync(address.StartsWith('/') ? home + address : address);

    public async Task FollowAsync(string link)
    {
        await GoAsync(Page.GetByRole(AriaRole.Link, new() { Name = link }).First);
    }

    /// <summary>Presses the button; its form leads to a page.</summary>
    public async Task SendAsync(string button)
    {
        await GoAsync(Page.GetByRole(AriaRole.Button, new() { Name = button }).First);
    }

    public async Task WriteAsync(string label, string text)
    {
        var field = Field(label);
        if (keys is null)
        {
            await field.FillAsync(text);
            return;
        }

        await keys.ReachAsync(field);
        await Page.Keyboard.PressAsync("Control+A");
        await Page.Keyboard.TypeAsync(text);
    }

    public async Task ChooseAsync(string label, string option)
    {
        if (keys is null)
        {
            await Field(label).SelectOptionAsync(new SelectOptionValue { Label = option });
            return;
        }

        await keys.ReachAsync(Field(label));
        await Page.Keyboard.TypeAsync(option);
    }

    public async Task TickAsync(ILocator box)
    {
        if (keys is null)
        {
            await box.CheckAsync();
            return;
        }

        await keys.ReachAsync(box);
        await Page.Keyboard.PressAsync("Space");
        await Assertions.Expect(box).ToBeCheckedAsync();
    }

    /// <summary>Picks one of a group of choices.</summary>
    public async Task PickAsync(string label)
    {
        var choice = Page.GetByLabel(label).First;

        // Force: the whole card is the label, and lies over its button.
        await (keys is null ? choice.CheckAsync(new() { Force = true }) : keys.PickAsync(choice));
    }

    /// <summary>Opens a part of the page that is folded away.</summary>
    public async Task UnfoldAsync(string words)
    {
        var summary = Page.Locator("summary", new() { HasText = words });
        if (!await summary.Locator("..").EvaluateAsync<bool>("d => d.open"))
        {
            await PressAsync(summary);
        }
    }

    /// <summary>The page as the server sent it.</summary>
    public Task<string> SourceAsync() => (document ?? throw new InvalidOperationException("No page was opened.")).TextAsync();

    public Task SeesAsync(string words) => Assertions.Expect(Page.Locator("main")).ToContainTextAsync(words);

    public Task HeadingIsAsync(string words) => Assertions.Expect(Page.Locator("h1")).ToContainTextAsync(words);

    /// <summary>What holds on every page on the way: nothing to scroll sideways for, no noise behind the scenes.</summary>
    public async Task PageIsSoundAsync()
    {
        var wide = await Page.EvaluateAsync<string[]>(SoundPage.TooWide);
        Assert.True(wide.Length == 0, $"{Path} scrolls sideways at {Page.ViewportSize!.Width} px: {string.Join(", ", wide)}");
        var noted = Witness.Take();
        Assert.True(noted.Count == 0, string.Join('\n', noted));
    }

    public async ValueTask DisposeAsync() => await context.CloseAsync();

    private ILocator Field(string label) => Page.Locator("input:not([type=radio], [type=checkbox]), select, textarea").And(Page.GetByLabel(label)).First;

    private async Task PressAsync(ILocator thing)
    {
        if (keys is null)
        {
            await thing.ClickAsync();
            return;
        }

        await keys.ReachAsync(thing);
        await Page.Keyboard.PressAsync("Enter");
    }

    private async Task GoAsync(ILocator thing)
    {
        var arrived = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        void Arrive(object? sender, IFrame frame)
        {
            if (frame == Page.MainFrame)
            {
                arrived.TrySetResult();
            }
        }

        Page.FrameNavigated += Arrive;
        try
        {
            await PressAsync(thing);
            await arrived.Task.WaitAsync(TimeSpan.FromSeconds(15));
        }
        finally
        {
            Page.FrameNavigated -= Arrive;
        }

        await LoadedAsync();
        await PageIsSoundAsync();
    }

    // Asked of the document itself: the event of its load may have passed before anybody listens.
    private async Task LoadedAsync()
    {
        var until = Environment.TickCount64 + 15_000;
        while (!await Page.EvaluateAsync<bool>("() => document.readyState === 'complete'"))
        {
            Assert.True(Environment.TickCount64 < until, $"{Page.Url} does not finish loading.");
            await Task.Delay(10);
        }
    }
}
