// What can be added: by a click below what is selected, or dragged into the page.
import { say } from './wire.js';
import { add, entries } from './deeds.js';
import { formSelected } from './selection.js';
import { dragged } from './drag.js';
import { plain } from './letters.js';

const place = document.getElementById('entries');
const sought = document.getElementById('sought');
const unfound = document.getElementById('unfound');
let questions = null; // the group of what a form can ask

for (const group of new Set(entries.map((one) => one.group))) {
  const list = document.createElement('ul');
  for (const entry of entries.filter((one) => one.group === group)) list.append(offer(entry));
  const fold = document.createElement('details');
  fold.open = entries[0].group === group;
  const title = document.createElement('summary');
  title.textContent = group;
  fold.append(title, list);
  if (list.querySelector('[data-name^="field."]')) questions = fold;
  place.append(fold);
}

function offer(entry) {
  const line = document.createElement('li');
  line.dataset.title = plain(entry.title);
  line.dataset.words = plain(`${entry.title} ${entry.why} ${entry.also} ${entry.name}`);
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

/** How near what is called so is to what was searched: the same, begins so, has it, is found by other words. */
function distance({ dataset: { title }, firstChild: button }, words) {
  const wanted = words.join(' ');
  const near = [title === wanted || button.dataset.name.endsWith(`.${wanted}`), title.startsWith(wanted), title.includes(wanted)].indexOf(true);
  return near < 0 ? 3 : near;
}

const folds = [...place.children]; // in their usual order
const linesOf = new Map(folds.map((fold) => [fold, [...fold.querySelectorAll('li')]]));

/** The nearest first; in the usual order where nothing is searched. */
function sorted(words) {
  const far = (line) => (words.length && !line.hidden ? distance(line, words) : Infinity);
  const least = (fold) => Math.min(...linesOf.get(fold).map(far));
  for (const [fold, lines] of linesOf) fold.lastChild.append(...[...lines].sort((one, other) => far(one) - far(other) || 0));
  place.append(...[...folds].sort((one, other) => least(one) - least(other) || 0));
}

let before = null; // which groups were open when the search began

sought.addEventListener('input', () => {
  const words = plain(sought.value).split(/\s+/).filter(Boolean);
  if (words.length) before ??= folds.map((fold) => fold.open);
  let found = 0;
  for (const [number, fold] of folds.entries()) {
    const lines = linesOf.get(fold);
    for (const line of lines) line.hidden = !words.every((word) => line.dataset.words.includes(word));
    const shown = lines.filter((line) => !line.hidden).length;
    fold.hidden = !shown;
    if (before) fold.open = words.length > 0 || before[number];
    found += shown;
  }
  sorted(words);
  if (!words.length) before = null;
  unfound.textContent = found ? '' : say('unfound');
});

// who is in a form looks for questions
document.addEventListener('studio:selected', () => { if (formSelected() && !before) questions.open = true; });
