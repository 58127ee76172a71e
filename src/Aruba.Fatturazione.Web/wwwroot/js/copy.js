// Adds a copy button to each value that has to be carried elsewhere (IBAN, causale, amount).
if (navigator.clipboard) {
  const status = document.createElement('p');
  status.className = 'visually-hidden';
  status.setAttribute('role', 'status');
  document.body.append(status);

  for (const line of document.querySelectorAll('[data-copy]')) {
    const button = document.createElement('button');
    const label = line.dataset.copyLabel;
    button.type = 'button';
    button.className = 'secondary';
    button.textContent = 'Copia';
    button.setAttribute('aria-label', `Copia: ${label}`);
    button.addEventListener('click', async () => {
      try {
        await navigator.clipboard.writeText(line.dataset.copy);
        button.textContent = 'Copiato';
        status.textContent = `Copiato: ${label}`;
        setTimeout(() => {
          button.textContent = 'Copia';
          status.textContent = '';
        }, 3000);
      } catch {
        // The browser refused: select the value, so that one key press copies it.
        getSelection().selectAllChildren(line.querySelector('.copy-value'));
        status.textContent = 'Il valore è selezionato: copialo dalla tastiera';
      }
    });
    line.append(button);
  }
}
