// What can be added: by a click below what is selected, or dragged into the page.
import { say } from './wire.js';
import { add, entries } from './deeds.js';
import { formSelected } from './selection.js';
import { dragged } from './drag.js';

const place = document.getElementById('entries');
const sought = document.getElementById('sought');
const unfound = document.getElementById('unfound');
const folds = new Map(); // each group of entries by what it holds: section, field
let before = null; // which of them were open when the search began

for (const group of new Set(entries.map((one) => one.group))) {
  const list = document.createElement('ul');
  for (const entry of entries.filter((one) => one.group === group)) list.append(offer(entry));
  const fold = document.createElement('details');
  fold.open = entries[0].group === group;
  const title = document.createElement('summary');
  title.textContent = group;
  fold.append(title, list);
  folds.set(list.querySelector('button').dataset.name.split('.')[0], fold);
  place.append(fold);
}

function offer(entry) {
  const line = document.createElement('li');
  line.dataset.words = `${entry.title} ${entry.why} ${entry.name}`.toLocaleLowerCase();
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'entry';
  button.dataset.name = entry.name;
  const why = document.createElement('small');
  why.textContent = entry.why;
  button.append(entry.title, why);
  button.addEventListener('click', () => add(entry));
  if (/^(section|form|field)\./.test(entry.name)) dragged(button, ({ pointerType }) => ({ entry: pointerType !== 'touch' && entry }));
  line.append(button);
  return line;
}

sought.addEventListener('keydown', (event) => {
  if (event.key !== 'ArrowDown') return;
  event.preventDefault();
  place.querySelector('[open]:not([hidden]) li:not([hidden]) .entry')?.focus();
});
sought.addEventListener('input', () => {
  const words = sought.value.toLocaleLowerCase().split(/\s+/).filter(Boolean);
  if (words.length) before ??= [...place.children].filter((fold) => fold.open);
  let found = 0;
  for (const fold of place.children) {
    let shown = 0;
    for (const line of fold.querySelectorAll('li')) {
      line.hidden = !words.every((word) => line.dataset.words.includes(word));
      shown += !line.hidden;
    }
    fold.hidden = !shown;
    fold.open = words.length ? true : before?.includes(fold) ?? fold.open;
    found += shown;
  }
  if (!words.length) before = null;
  unfound.textContent = found ? '' : say('unfound');
});

// who is in a form looks for questions
document.addEventListener('studio:selected', () => { if (formSelected() && !before) folds.get('field').open = true; });
