// Warns two minutes before an idle session ends and lets one press extend it (WCAG 2.2.1). Reads from the element
// <div data-session-minutes="30" data-session-extend="/address-that-answers-2xx-and-renews">.
const source = document.querySelector('[data-session-minutes]');
const minutes = Number(source?.dataset.sessionMinutes);

if (minutes > 2) {
  const box = document.createElement('div');
  box.className = 'notice warn session-warning';
  box.setAttribute('role', 'alertdialog');
  box.setAttribute('aria-labelledby', 'sessione-titolo');
  box.hidden = true;

  const words = document.createElement('div');
  const title = document.createElement('p');
  title.id = 'sessione-titolo';
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'secondary';
  button.textContent = 'Resto collegato';
  words.append(title, button);
  box.append(document.createElement('span'), words);
  document.body.append(box);

  let timer;
  const end = () => {
    title.textContent = 'La sessione è terminata. Accedi di nuovo: quello che hai già salvato resta.';
    button.hidden = true;
  };
  const warn = () => {
    title.textContent = 'Tra 2 minuti la sessione termina. Vuoi restare collegato?';
    button.hidden = false;
    box.hidden = false;
    timer = setTimeout(end, 2 * 60_000);
  };
  const start = () => {
    clearTimeout(timer);
    box.hidden = true;
    timer = setTimeout(warn, (minutes - 2) * 60_000);
  };

  button.addEventListener('click', async () => {
    try {
      const answer = await fetch(source.dataset.sessionExtend, { credentials: 'same-origin', redirect: 'manual' });
      if (answer.ok) {
        start();
      } else {
        end();
      }
    } catch {
      title.textContent = 'La rete non risponde: riprova.';
    }
  });
  start();
}
