namespace Aruba.Fatturazione.Browser.Tests.Infrastructure;

/// <summary>Scripts that look at a page from outside; they run where the page's own scripts may not.</summary>
internal static class SoundPage
{
    /// <summary>The elements that make the page wider than the window; none when it fits.</summary>
    public const string TooWide = """
        () => {
          const root = document.scrollingElement ?? document.documentElement;
          if (root.scrollWidth <= root.clientWidth) return [];
          return [...document.body.querySelectorAll('*')]
            .filter(e => e.getBoundingClientRect().right > root.clientWidth + 1)
            .slice(0, 5)
            .map(e => e.tagName.toLowerCase() + (e.className && e.className.baseVal === undefined ? '.' + e.className : ''))
            .concat(['page ' + root.scrollWidth]);
        }
        """;

    /// <summary>Why the focus of this element cannot be seen, or null.</summary>
    public const string HiddenFocus = """
        e => {
          // A card may show the focus of its radio button.
          const ringed = x => getComputedStyle(x).outlineStyle !== 'none';
          const shown = !ringed(e) && e.matches('.choice > input') ? e.parentElement : e;
          const style = getComputedStyle(shown);
          const box = shown.getBoundingClientRect();
          if (style.outlineStyle === 'none' || parseFloat(style.outlineWidth) < 2) return 'no outline';
          if (box.bottom <= 0 || box.top >= innerHeight || box.right <= 0 || box.left >= innerWidth) return 'outside the window';
          const x = Math.min(Math.max(box.left + box.width / 2, 0), innerWidth - 1);
          const y = Math.min(Math.max(box.top + box.height / 2, 0), innerHeight - 1);
          const top = document.elementFromPoint(x, y);
          return top && (shown.contains(top) || top.contains(shown)) ? null : 'covered by ' + (top ? top.outerHTML.slice(0, 80) : 'nothing');
        }
        """;
}
