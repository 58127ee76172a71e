// Asks before a form with data-confirm is sent; the answer "yes" is the button that was pressed, named again.
for (const form of document.querySelectorAll('form[data-confirm]')) {
  form.addEventListener('submit', (event) => {
    if (form.dataset.confirmed) {
      return;
    }

    event.preventDefault();
    const pressed = event.submitter;
    const kind = pressed?.classList.contains('danger') ? 'danger' : 'primary';
    const dialog = document.createElement('dialog');
    const question = document.createElement('p');
    question.id = 'domanda';
    question.textContent = form.dataset.confirm;
    dialog.setAttribute('aria-labelledby', question.id);

    const choose = (text, look, action) => {
      const button = document.createElement('button');
      button.type = 'button';
      button.className = look;
      button.textContent = text;
      button.addEventListener('click', action);
      return button;
    };

    const actions = document.createElement('div');
    actions.className = 'actions';
    actions.append(
      choose(form.dataset.confirmYes ?? pressed?.textContent.trim() ?? 'Conferma', kind, () => {
        form.dataset.confirmed = 'true';
        dialog.close();
        form.requestSubmit(pressed);
      }),
      choose('Annulla', 'secondary', () => dialog.close()));

    dialog.append(question, actions);
    dialog.addEventListener('close', () => dialog.remove());
    document.body.append(dialog);
    dialog.showModal();
  });
}
