// What can be chosen: rows, and lines of text. Conditions follow, so the server says what a change takes.
import { ended } from './begun.js';
import { post, resume, say } from './wire.js';
import { refused, toldOf } from './panel-plan.js';

/** Lets choices be written, added, pasted and deleted. */
export function choices(control) {
  const { field: path } = JSON.parse(control.dataset.extra);
  const area = control.querySelector('textarea.lines');
  const labels = area.defaultValue.split('\n');

  /** Asks for other choices, by the words in a field if any; whether they were taken. Then `words` are told. */
  async function become(asked, { mark = '', field, words = '' } = {}) {
    await resume(); // what was typed before is in the file then
    const language = document.getElementById('language').value;
    const plan = await post('choices', { path, language, ...asked }).catch(() => ({ message: say('offline') }));
    if (plan.message) {
      refused(plan);
      return false;
    }
    const detail = { edits: plan.edits, seen: plan.version, what: control.dataset.label, mark: mark && `${control.id} ${mark}` };
    if (plan.edits.length) document.dispatchEvent(new CustomEvent('studio:act', { detail }));
    if (field) ended(field);
    toldOf({ told: plan.told || words });
    return true;
  }

  for (const [index, word] of [...control.querySelectorAll('[data-kind=word]')].entries()) {
    const field = word.querySelector('input');
    field.addEventListener('input', (event) => {
      if (!('named' in word.dataset)) return; // what conditions name is changed once, when it was written to its end
      event.stopPropagation();
      field.dataset.typed = field.value;
    });
    field.addEventListener('change', () => {
      if (!field.value.trim()) field.value = field.defaultValue;
      if (field.value === field.defaultValue) ended(field);
      else if ('named' in word.dataset) become({ at: index, was: labels[index], to: field.value }, { field });
    });
  }

  control.addEventListener('click', ({ target }) => {
    const { gone } = target.closest('button')?.dataset ?? {};
    if (!gone || gone === 'null') return;
    const [mark, words] = [`take-${Math.min(gone, labels.length - 2)}`, say('removed', { name: labels[gone] })];
    become({ at: Number(gone), was: labels[gone] }, { mark, words });
  });
  control.addEventListener('studio:added', async ({ target }) => {
    if (await become({ add: target.value.trim() }, { mark: 'add', field: target })) target.value = '';
  });
  area.addEventListener('input', (event) => {
    event.stopPropagation();
    area.dataset.typed = area.value;
  });
  area.addEventListener('change', () => become({ lines: area.value.split('\n'), before: labels }, { field: area }));
}
