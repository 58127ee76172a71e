// The error summary takes the focus even where the browser ignores autofocus (an address with a #fragment).
const summary = document.querySelector('.error-summary');

if (summary) {
  summary.focus({ preventScroll: true });
  summary.scrollIntoView({ block: 'nearest' });

  summary.addEventListener('click', (event) => {
    const link = event.target.closest('a[href^="#"]');
    const field = link && document.getElementById(link.hash.slice(1));
    if (!field) {
      return;
    }

    // Show the label too, not only the field: the words of the error stand between them.
    event.preventDefault();
    (field.closest('.field') ?? field).scrollIntoView({ block: 'start' });
    field.focus({ preventScroll: true });
  });
}
