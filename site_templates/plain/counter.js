// Counts the characters of long texts, once a limit is near: at once for the eyes, in pauses for the ears.
(window.formkitExtras ||= []).push((form, fields, inputs) => {
  'use strict';

  // Whoever writes hears the count after such a pause.
  const PAUSE_MS = 1200;

  function count(field) {
    const area = inputs(field)[0];
    const shown = new Intl.NumberFormat(field.closest('[lang]').lang + '-u-nu-latn');
    const most = Number(area.getAttribute('data-maxlength'));
    const seen = field.appendChild(document.createElement('p'));
    const heard = field.appendChild(document.createElement('p'));
    let later = 0;
    seen.setAttribute('aria-hidden', 'true');
    heard.setAttribute('role', 'status');
    heard.className = 'unseen';

    function tell() {
      const left = most - [...area.value.trim()].length;
      const near = left <= Math.max(200, most / 4);
      const words = field.getAttribute(left < 0 ? 'data-over' : 'data-left');
      seen.textContent = near ? words.replace('{n}', shown.format(Math.abs(left))) : '';
      seen.className = left < 0 ? 'error' : 'hint';
      clearTimeout(later);
      later = setTimeout(() => { heard.textContent = seen.textContent; }, PAUSE_MS);
    }

    area.addEventListener('input', tell);
    form.addEventListener('reset', () => setTimeout(tell));
    tell();
  }

  fields.filter((field) => field.hasAttribute('data-left')).forEach(count);
});
