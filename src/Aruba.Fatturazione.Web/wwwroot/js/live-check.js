// Checks four kinds of code when their field is left, never while typing and never for emptiness. The message goes as
// soon as the code is right. The server judges in any case.
const clean = (text) => text.toUpperCase().replace(/[\s.\-/]/g, '');

// Values of characters in odd places of a codice fiscale (D.M. 23/12/1976), 0-9 then A-Z.
const ODD = [1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23];

// Sum of an eleven-digit code, doubling every second digit: a multiple of ten when the code is right.
const elevenIsRight = (digits) => [...digits].reduce((sum, digit, i) => {
  const twice = digit * 2;
  return sum + (i % 2 === 0 ? +digit : twice > 9 ? twice - 9 : twice);
}, 0) % 10 === 0;

function partitaIva(text) {
  const code = clean(text).replace(/^IT/, '');
  if (/\D/.test(code)) {
    return 'La partita IVA è fatta di sole cifre: togli le lettere';
  }

  if (code.length !== 11) {
    return `La partita IVA ha 11 cifre: ne hai scritte ${code.length}`;
  }

  return elevenIsRight(code) ? '' : 'La partita IVA non torna: ricontrolla le cifre una per una';
}

function codiceFiscale(text) {
  const code = clean(text);
  if (/^\d{11}$/.test(code)) {
    return elevenIsRight(code) ? '' : 'Il codice fiscale non torna: ricontrolla le cifre una per una';
  }

  if (code.length !== 16) {
    return `Il codice fiscale ha 16 caratteri (11 cifre per gli enti): ne hai scritti ${code.length}`;
  }

  if (!/^[A-Z]{6}[\dLMNP-V]{2}[A-EHLMPRST][\dLMNP-V]{2}[A-Z][\dLMNP-V]{3}[A-Z]$/.test(code)) {
    return 'Il codice fiscale ha lettere e cifre in posti fissi: ricopialo dalla tessera sanitaria';
  }

  const place = (char) => /\d/.test(char) ? +char : char.charCodeAt(0) - 65;
  const sum = [...code.slice(0, 15)].reduce((total, char, i) =>
    total + (i % 2 === 1 ? place(char) : ODD[/\d/.test(char) ? +char : place(char) + 10]), 0);
  return sum % 26 === place(code[15]) ? '' : 'Il codice fiscale non torna: ricontrolla i caratteri uno per uno';
}

const checks = {
  'partita-iva': partitaIva,
  'codice-fiscale': codiceFiscale,
  cap: (text) => {
    const code = clean(text).replace(/^I(?=\d)/, '');
    return /^\d{5}$/.test(code) ? '' : `Il CAP ha 5 cifre: hai scritto ${code.length} ${code.length === 1 ? 'carattere' : 'caratteri'}`;
  },
  sdi: (text) => {
    const code = clean(text);
    return /^[A-Z0-9]{6,7}$/.test(code)
      ? ''
      : `Il codice destinatario ha 7 caratteri, 6 per una Pubblica Amministrazione: ne hai scritti ${code.length}`;
  },
};

// Words that appear push down what lies below. Said between press and release of a mouse they would make the click miss its button.
let pressed = false;
document.addEventListener('pointerdown', () => { pressed = true; }, true);
for (const end of ['pointerup', 'pointercancel']) {
  document.addEventListener(end, () => { pressed = false; }, true);
}

function afterPress(work) {
  if (pressed) {
    document.addEventListener('pointerup', () => setTimeout(work), { once: true });
  } else {
    work();
  }
}

function watch(input) {
  const check = checks[input.dataset.live];
  const id = `${input.id}-live`;
  const note = document.createElement('p');
  note.className = 'error';
  note.id = id;
  note.setAttribute('role', 'status');
  input.before(note);

  const say = (words) => {
    note.textContent = words;
    const ids = (input.getAttribute('aria-describedby') ?? '').split(' ').filter((other) => other && other !== id);
    input.setAttribute('aria-describedby', (words ? [...ids, id] : ids).join(' '));
    input.toggleAttribute('aria-invalid', false);
    if (words) {
      input.setAttribute('aria-invalid', 'true');
    }
  };

  // The server's words about what was typed before are out of date once the value is right or judged anew.
  const judge = (final) => {
    const words = input.value.trim() === '' ? '' : check(input.value);
    if (final || !words) {
      document.getElementById(`${input.id}-error`)?.toggleAttribute('hidden', input.value.trim() !== '');
      say(words);
    }
  };

  input.addEventListener('change', () => afterPress(() => judge(true)));
  input.addEventListener('input', () => {
    if (input.getAttribute('aria-invalid') === 'true' && input.value.trim() !== '') {
      judge(false);
    }
  });
}

for (const input of document.querySelectorAll('input[data-live]')) {
  if (input.dataset.live in checks) {
    watch(input);
  }
}
