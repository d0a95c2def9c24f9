// What can be chosen: rows, and lines of text. Conditions follow, so the server says what a change takes.
import { ended, endedAt, placeOf } from './begun.js';
import { keeping } from './kept.js';
import { change, keptAt, post, quiet, resume, say } from './wire.js';
import { refused, toldOf } from './panel-plan.js';

const AGAIN_MS = 1000;
let unasked = []; // words that were written to their end without a connection, of each field the last
let timer;
const keep = keeping(`${keptAt}:choices`, (left) => {
  unasked.push(...left);
  keep(unasked);
  askAgain();
});
const status = (detail) => document.dispatchEvent(new CustomEvent('studio:status', { detail }));

/** They are sent when there is a connection again, unless something else is written there. */
function hold(one) {
  drop(one.place);
  unasked.push(one);
  keep(unasked);
  later();
}

function later() {
  status('waiting');
  clearTimeout(timer);
  timer = setTimeout(askAgain, AGAIN_MS);
}

function drop(place) {
  unasked = unasked.filter((one) => one.place !== place);
  keep(unasked);
}

async function askAgain() {
  await resume(); // what was typed before is in the file then
  for (const one of [...unasked]) {
    const plan = await post('choices', one.asked).catch(() => null);
    if (!plan) return later();
    if (!unasked.includes(one)) continue;
    if (!plan.message) endedAt(one.place);
    if (plan.edits?.length) change(plan.edits, { what: one.what, seen: plan.version });
    drop(one.place);
    if (quiet()) status('saved');
    if (plan.message) refused(plan);
    else toldOf(plan);
  }
  return undefined;
}

/** Lets choices be written, added, pasted and deleted. */
export function choices(control) {
  const { field: path } = JSON.parse(control.dataset.extra);
  const area = control.querySelector('textarea.lines');
  const labels = area.defaultValue.split('\n');

  /** Asks for other choices, by the words in a field if any; whether they were taken. Then `words` are told. */
  async function become(asked, { mark = '', field, words = '' } = {}) {
    await resume(); // what was typed before is in the file then
    const language = document.getElementById('language').value;
    const all = { path, language, ...asked };
    const plan = await post('choices', all).catch(() => ({ message: say('offline'), away: true }));
    if (plan.away && field) {
      const what = [control.closest('.panel').querySelector('h2').textContent, control.dataset.label].join(' › ');
      hold({ place: placeOf(field), asked: all, what });
      return false;
    }
    if (field) drop(placeOf(field));
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
  control.addEventListener('input', ({ target }) => drop(placeOf(target)), true);
  control.addEventListener('studio:added', async ({ target }) => {
    if (await become({ add: target.value.trim() }, { mark: 'add', field: target })) target.value = '';
  });
  area.addEventListener('input', (event) => {
    event.stopPropagation();
    area.dataset.typed = area.value;
  });
  area.addEventListener('change', () => become({ lines: area.value.split('\n'), before: labels }, { field: area }));
}
