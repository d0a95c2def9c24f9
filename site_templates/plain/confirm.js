// Shows what will be sent, in the place of the fields; it is sent when the visitor says so.
window.formkitConfirm = (form, answers) => {
  'use strict';

  const panel = form.querySelector('[data-confirm]');
  const list = panel.querySelector('dl');
  const said = form.querySelector('[name=_confirm]');
  const rest = [...form.querySelectorAll('[data-body], .send')];

  function show(asked) {
    panel.hidden = !asked;
    for (const part of rest) part.hidden = asked;
    said.value = asked ? 'yes' : 'ask';
    (asked ? panel : form.querySelector('[data-body]')).focus();
  }

  list.textContent = '';
  for (const { label, text } of answers) {
    const row = list.appendChild(document.createElement('div'));
    for (const [tag, words] of [['dt', label], ['dd', text]]) {
      const part = row.appendChild(document.createElement(tag));
      part.dir = 'auto';
      part.textContent = words;
    }
  }
  panel.querySelector('[data-change]').onclick = () => show(false);
  form.addEventListener('told', () => show(false), { once: true });
  form.addEventListener('reset', () => show(false), { once: true });
  show(true);
};
