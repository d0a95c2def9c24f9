// What can be chosen: rows, and lines of text. Conditions follow, so the server says what a change takes.
import { post, resume, say } from './wire.js';
import { refused, toldOf } from './panel-plan.js';

/** Lets choices be written, added, pasted and deleted. */
export function choices(control) {
  const { field: path } = JSON.parse(control.dataset.extra);
  const area = control.querySelector('textarea.lines');
  const labels = area.defaultValue.split('\n');

  async function become(asked, mark = '') {
    await resume(); // what was typed before is in the file then
    const language = document.getElementById('language').value;
    const plan = await post('choices', { path, language, ...asked }).catch(() => ({ message: say('offline') }));
    if (plan.message) return refused(plan);
    const detail = { edits: plan.edits, seen: plan.version, what: control.dataset.label, mark: mark && `${control.id} ${mark}` };
    if (plan.edits.length) document.dispatchEvent(new CustomEvent('studio:act', { detail }));
    return toldOf(plan);
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
      else if ('named' in word.dataset) become({ at: index, was: labels[index], to: field.value });
    });
  }

  control.addEventListener('click', ({ target }) => {
    const { gone } = target.closest('button')?.dataset ?? {};
    if (gone && gone !== 'null') become({ at: Number(gone), was: labels[gone] }, `take-${Math.min(gone, labels.length - 2)}`);
  });
  control.addEventListener('studio:added', ({ detail }) => become({ add: detail }, 'add'));
  area.addEventListener('input', (event) => {
    event.stopPropagation();
    area.dataset.typed = area.value;
  });
  area.addEventListener('change', () => become({ lines: area.value.split('\n'), before: labels }));
}
