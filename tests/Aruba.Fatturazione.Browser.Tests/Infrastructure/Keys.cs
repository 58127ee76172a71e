using Microsoft.Playwright;

namespace Aruba.Fatturazione.Browser.Tests.Infrastructure;

/// <summary>Tab, arrows, space and Enter, as somebody uses them who has no mouse. Every stop must be seen.</summary>
internal sealed class Keys(IPage page)
{
    private const int MostStops = 120;

    /// <summary>Goes on with Tab until the element has the focus; from the end of the page it begins again at the top.</summary>
    public async Task ReachAsync(ILocator target)
    {
        var wanted = await target.ElementHandleAsync();
        for (var stops = 0; stops <= MostStops; stops++)
        {
            if (await wanted.EvaluateAsync<bool>("e => document.activeElement === e"))
            {
                return;
            }

            await page.Keyboard.PressAsync("Tab");
            await FocusIsSeenAsync();
        }

        throw new InvalidOperationException($"Tab does not reach {target} on {page.Url}.");
    }

    /// <summary>Picks a radio button: Tab leads into its group, arrows move inside.</summary>
    public async Task PickAsync(ILocator choice)
    {
        var wanted = await choice.ElementHandleAsync();
        var name = await wanted.EvaluateAsync<string>("e => e.name");
        for (var stops = 0; stops <= MostStops && await page.EvaluateAsync<string?>("() => document.activeElement.name ?? null") != name; stops++)
        {
            await page.Keyboard.PressAsync("Tab");
            await FocusIsSeenAsync();
        }

        if (!await wanted.EvaluateAsync<bool>("e => e.checked"))
        {
            await page.Keyboard.PressAsync("Space");
        }

        for (var arrows = 0; arrows < 20 && !await wanted.EvaluateAsync<bool>("e => e.checked"); arrows++)
        {
            await page.Keyboard.PressAsync("ArrowDown");
            await FocusIsSeenAsync();
        }

        await Assertions.Expect(choice).ToBeCheckedAsync();
    }

    private async Task FocusIsSeenAsync()
    {
        var why = await page.EvaluateAsync<string?>($"() => {{ const e = document.activeElement; return e === document.body ? null : ({SoundPage.HiddenFocus})(e); }}");
        if (why is not null)
        {
            var what = await page.EvaluateAsync<string>("() => document.activeElement.outerHTML.slice(0, 120)");
            Assert.Fail($"The focus cannot be seen ({why}) on {page.Url}: {what}");
        }
    }
}
