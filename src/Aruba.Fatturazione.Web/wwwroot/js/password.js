// Shows and hides a password, and tells how strong a new one is. Without this script the fields work as they are.
const live = (parent) => {
  const region = document.createElement('p');
  region.className = 'visually-hidden';
  region.setAttribute('role', 'status');
  parent.append(region);
  return region;
};

function addToggle(input) {
  const name = input.labels[0]?.textContent.trim() ?? 'password';
  const status = live(input.closest('.field'));
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'secondary';
  button.setAttribute('aria-controls', input.id);

  const show = (visible) => {
    input.type = visible ? 'text' : 'password';
    button.textContent = visible ? 'Nascondi' : 'Mostra';
    button.setAttribute('aria-label', `${button.textContent}: ${name}`);
  };

  button.addEventListener('click', () => {
    const visible = input.type === 'password';
    show(visible);
    status.textContent = visible ? 'La password è visibile' : 'La password è nascosta';
  });

  // A browser may remember what was typed in a visible field: hide it before it is sent.
  input.form?.addEventListener('submit', () => show(false));
  show(false);
  input.after(button);
}

// A rough measure: length first, then variety; repetition and runs count for nothing. The server has the last word.
function strengthOf(text) {
  let worth = 0;
  for (let i = 0; i < text.length; i++) {
    const step = i > 0 ? text.charCodeAt(i) - text.charCodeAt(i - 1) : 99;
    worth += Math.abs(step) <= 1 || text.indexOf(text[i]) < i - 4 ? 0.4 : 1;
  }

  return text.length < 12 ? Math.min(worth / 24, 0.3) : Math.min(worth / 20, 1);
}

function addMeter(input) {
  const box = document.createElement('div');
  box.className = 'strength';
  const meter = document.createElement('meter');
  Object.assign(meter, { min: 0, max: 1, low: 0.4, high: 0.7, optimum: 1, value: 0 });
  meter.setAttribute('aria-label', 'Robustezza della password');
  const words = document.createElement('p');
  words.setAttribute('role', 'status');
  box.append(meter, words);
  box.hidden = true;
  input.closest('.password').after(box);

  let timer;
  input.addEventListener('input', () => {
    const missing = 12 - input.value.length;
    const value = strengthOf(input.value);
    box.hidden = input.value === '';
    meter.value = value;
    clearTimeout(timer);
    timer = setTimeout(() => {
      words.textContent = missing > 0
        ? `Ancora ${missing} ${missing === 1 ? 'carattere' : 'caratteri'}`
        : value < 0.4 ? 'Robustezza: bassa. Evita ripetizioni e sequenze'
          : value < 0.7 ? 'Robustezza: media. Qualche parola in più la rende migliore' : 'Robustezza: buona';
    }, 400);
  });
}

for (const input of document.querySelectorAll('.password input')) {
  addToggle(input);
  if ('strength' in input.dataset) {
    addMeter(input);
  }
}
