// A button that prints the page; without scripts the browser's own menu does it.
for (const place of document.querySelectorAll('[data-print]')) {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'secondary';
  button.textContent = place.dataset.print;
  button.addEventListener('click', () => window.print());
  place.append(button);
}
