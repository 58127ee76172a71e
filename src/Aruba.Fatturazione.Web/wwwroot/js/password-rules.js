// Ticks the rules of a new password while it is typed. The server judges in any case; without this script the list is just read.
for (const box of document.querySelectorAll('[data-rules]')) {
  const wanted = document.getElementById(box.dataset.rules);
  const other = document.getElementById(box.dataset.other);
  const tests = {
    length: () => [...wanted.value].length >= 12,
    different: () => wanted.value !== '' && wanted.value.trim() !== other.value.trim(),
  };

  const judge = () => {
    for (const rule of box.querySelectorAll('[data-rule]')) {
      const met = tests[rule.dataset.rule]();
      rule.classList.toggle('met', met);
      let said = rule.querySelector('.visually-hidden');
      if (!said) {
        said = document.createElement('span');
        said.className = 'visually-hidden';
        rule.append(said);
      }

      said.textContent = met ? ' (fatto)' : '';
    }
  };

  wanted.addEventListener('input', judge);
  other.addEventListener('input', judge);
}
