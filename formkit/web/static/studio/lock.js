// The line above the page: what is wrong with the file, and what could not be saved. While not all of the file can be
// read, the page, the list and the panel show the last good state, and nothing in them can be changed.
import { facts, failing, unsaved } from './wire.js';

const bar = document.getElementById('broken');
const told = bar.querySelector('p');
const kept = bar.querySelector('details');
const WRITTEN = 'textarea, input:not([type=checkbox], [type=radio], [type=file], [type=color], [type=range])';
const CHANGES = 'textarea, input, select, button:not([data-to])';
let wrong = '';
let mild = !bar.matches('.bad'); // what is wrong hinders the page from being seen as it is, or, mildly, from going online
let trouble = ''; // why what was typed can't be saved
let tab = '';

function draw() {
  const words = facts.lock || trouble || wrong;
  if (told.textContent !== words) told.textContent = words;
  const values = failing() ? unsaved() : [];
  const text = values.map((one) => (typeof one === 'string' ? one : JSON.stringify(one, null, 1))).join('\n\n');
  kept.hidden = !text;
  if (kept.lastElementChild.textContent !== text) kept.lastElementChild.textContent = text;
  bar.querySelector('button').hidden = !(facts.lock || (wrong && !mild));
  bar.toggleAttribute('data-held', Boolean(facts.lock || trouble));
  bar.classList.toggle('bad', !mild || Boolean(facts.lock || trouble));
  const listed = tab === 'file' && !trouble; // the tab says it below the text, which needs the room
  bar.hidden = !(text || (words && !listed));
}

/** Controls below a place are locked, or free again; where somebody types, what is typed is kept and sent later. */
export function shut(place) {
  for (const one of place.querySelectorAll(facts.lock ? CHANGES : '[data-shut]')) {
    const way = one.matches(WRITTEN) ? 'readOnly' : 'disabled';
    if (facts.lock && (one[way] || (way === 'readOnly' && one === document.activeElement))) continue;
    one[way] = Boolean(facts.lock);
    one.toggleAttribute('data-shut', Boolean(facts.lock));
  }
}

function locked() {
  for (const id of ['panel', 'entries']) shut(document.getElementById(id));
  draw();
}

function seen({ sound, fresh, problems }) {
  const first = sound === false && problems?.find((one) => one.severity !== 'notice');
  const said = fresh ? [told.dataset.mild] : [told.dataset.plain, first?.where, first?.message, first?.hint];
  wrong = first ? said.filter(Boolean).join(' · ') : '';
  mild = fresh;
  locked();
}

document.addEventListener('studio:changed', ({ detail }) => seen(detail));
document.addEventListener('studio:refused', ({ detail }) => {
  if (detail.status === 503) trouble = detail.message;
  draw();
});
document.addEventListener('studio:status', () => {
  if (!failing()) trouble = '';
  draw();
});
document.addEventListener('studio:tab', ({ detail }) => {
  tab = detail;
  draw();
});
bar.querySelector('button').addEventListener('click', () => {
  document.dispatchEvent(new CustomEvent('studio:open', { detail: 'file' }));
});
if (facts.lock || !facts.sound) seen(facts);
