// What is typed and not given to the file yet, for that is done by a button, by Enter, or when it is written to its end:
// it outlives the panel it is in, and a window that asks before it closes.
import { again } from './again.js';
import { keeping } from './kept.js';
import { keptAt } from './wire.js';

const panel = document.getElementById('panel');
const BEGUN = '.add input, [data-kind=name] input, [data-named] input, textarea.lines';
const words = new Map(); // by the place of their field
const keep = keeping(`${keptAt}:begun`, (left) => {
  for (const [place, text] of left) words.set(place, words.get(place) ?? text);
  restore(panel);
});

/** The path of its control, and which field of that it is. */
export const placeOf = (field) => JSON.stringify([JSON.parse(field.closest('.control').dataset.path), field.closest('.add') ? 'add' : field.className]);

/** Only what is seen is asked about when the window is closed. */
function shown() {
  const places = [...panel.querySelectorAll(BEGUN)].map(placeOf);
  keep([...words].filter(([place]) => places.includes(place)));
}

/** It was taken, or is taken back: by its field, or by the place of that. */
export const ended = (field) => endedAt(placeOf(field));
export function endedAt(place) {
  words.delete(place);
  shown();
}

/** Put back into a panel what was begun in it. */
export function restore(root) {
  for (const field of root.querySelectorAll(BEGUN)) {
    const text = words.get(placeOf(field));
    if (text === undefined || text === field.value) continue;
    field.value = text;
    field.closest('details')?.setAttribute('open', '');
  }
}

panel.addEventListener('input', ({ target }) => {
  if (!target.matches(BEGUN)) return;
  if (target.value === target.defaultValue) words.delete(placeOf(target));
  else words.set(placeOf(target), target.value);
  shown();
}, true);
new MutationObserver(shown).observe(panel, { childList: true });
document.addEventListener('studio:moved', ({ detail }) => {
  const moved = [...words].map(([place, text]) => {
    const [path, which] = JSON.parse(place);
    return [JSON.stringify([again(path, detail), which]), text];
  });
  words.clear();
  for (const [place, text] of moved) words.set(place, text);
});
