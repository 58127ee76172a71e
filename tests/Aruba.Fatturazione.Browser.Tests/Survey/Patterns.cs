namespace Aruba.Fatturazione.Browser.Tests.Survey;

/// <summary>How a form says what is wrong (bars D-9, D-10), asked of the page itself.</summary>
internal static class ErrorPattern
{
    public const string Find = """
        () => {
          const found = [];
          if (!document.title.startsWith('Errore:')) found.push('the title does not begin with Errore: but is ' + document.title);
          const summary = document.querySelector('.error-summary');
          if (!summary) return found.concat('there is no summary');
          if (document.activeElement !== summary) found.push('the summary has not the focus but ' + document.activeElement.outerHTML.slice(0, 80));
          if (!/C'è un problema/.test(summary.textContent)) found.push('the summary has another heading');
          const lines = [...summary.querySelectorAll('li')];
          if (lines.length === 0) found.push('the summary is empty');
          let before = null;
          for (const line of lines) {
            const words = line.textContent.trim();
            if (words.length > 120) found.push('longer than 120 characters: ' + words);
            if (/^(campo |valore |dato )?(non valid|errat|obbligatori)|si prega/i.test(words)) found.push('says no cure: ' + words);
            const link = line.querySelector('a');
            if (!link) {
              if (lines.length > 1) found.push('leads nowhere: ' + words);
              continue;
            }
            const field = document.getElementById(decodeURIComponent(link.hash.slice(1)));
            if (!field) { found.push('leads to nothing: ' + link.hash); continue; }
            if (!field.matches('input, select, textarea')) found.push('leads to no field: ' + link.hash);
            if (before && !(before.compareDocumentPosition(field) & Node.DOCUMENT_POSITION_FOLLOWING)) found.push('not in the order of the page: ' + words);
            before = field;
            const group = field.closest('fieldset');
            const carriers = [field, group].filter(Boolean);
            if (!carriers.some(c => c.getAttribute('aria-invalid') === 'true')) found.push('not marked as invalid: ' + link.hash);
            const notes = carriers.flatMap(c => (c.getAttribute('aria-describedby') ?? '').split(' ')).map(id => document.getElementById(id)?.textContent ?? '');
            if (!notes.some(n => n.includes(words))) found.push('not said beside the field: ' + words);
          }
          return found;
        }
        """;
}

/// <summary>What every page has (bars D-7, D-9, D-12).</summary>
internal static class PagePattern
{
    /// <summary>On the shop's own pages.</summary>
    public const string Find = "() => {" + Common + """
          const first = document.querySelector('a, button, input, select, textarea');
          if (!first?.matches('.skip-link') || !document.querySelector(first.getAttribute('href'))) found.push('the skip link is not first or leads nowhere');
          if (!document.title.endsWith(' — Fatturazione Elettronica')) found.push('title: ' + document.title);
          for (const form of document.querySelectorAll('form:not([novalidate])')) {
            if (form.querySelector('[required], [pattern], [type=email], [type=number], [type=url]')) found.push('the browser may speak before the shop: form to ' + form.getAttribute('action'));
          }
          for (const button of document.querySelectorAll('main .primary')) {
            if (button.getBoundingClientRect().height < 44) found.push('lower than 44 px: ' + button.textContent.trim());
          }
          for (const field of document.querySelectorAll('main input, main select, main textarea')) {
            if (parseFloat(getComputedStyle(field).fontSize) < 16) found.push('smaller than 16 px, so a phone zooms in: ' + field.id);
            if (field.placeholder) found.push('a placeholder instead of a hint: ' + field.id);
          }
          return found;
        }
        """;

    /// <summary>On pages that are not ours alone.</summary>
    public const string FindAnywhere = "() => {" + Common + " return found; }";

    private const string Common = """
          const found = [];
          if (document.querySelectorAll('h1').length !== 1) found.push('h1: ' + document.querySelectorAll('h1').length);
          if (document.documentElement.lang !== 'it') found.push('lang');
          let level = 0;
          for (const heading of document.querySelectorAll('h1, h2, h3, h4')) {
            const own = Number(heading.tagName[1]);
            if (own > level + 1 && !(level === 0 && own === 2)) found.push('headings jump at ' + heading.textContent.trim());
            level = own;
          }
        """;
}
