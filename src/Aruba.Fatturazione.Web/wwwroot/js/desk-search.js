// The key «/» leads to the search box, unless something is being written; the box says so.
const box = document.querySelector('#Trova');

document.addEventListener('keydown', (event) => {
  const writing = event.target.closest('input, textarea, select, [contenteditable]');
  if (!box || event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey || writing) {
    return;
  }

  event.preventDefault();
  box.focus();
  box.select();
});
