// Sets the limits of days that count from today, by the clock of the shop; where it has none, by the visitor's.
(window.formkitExtras ||= []).push((form) => {
  const timeZone = form.getAttribute('data-zone') || undefined;

  for (const name of ['min', 'max']) for (const input of form.querySelectorAll('[data-today-' + name + ']')) {
    const field = input.closest('[data-field]');
    const said = field.getAttribute('data-msg-' + name);

    form.addEventListener('focusin', () => { // a page may stay open from one day to the next
      const today = Date.parse(new Date().toLocaleDateString('sv', { timeZone })); // of 2026-03-04
      const limit = new Date(today + input.getAttribute('data-today-' + name) * 864e5);
      const language = input.closest('[lang]').lang.replace(/^en$/, 'en-150'); // as the server: 31 December 2026
      const words = limit.toLocaleDateString(language + '-u-nu-latn', { dateStyle: 'long', timeZone: 'UTC' });
      input.setAttribute(name, limit.toISOString().slice(0, 10));
      field.setAttribute('data-msg-' + name, said.replace('{day}', words));
    });
  }
});
