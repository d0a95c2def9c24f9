// A long list of choices, and above it a box: what is typed there narrows the list.
import { plain } from './letters.js';

/** Keeps in the list what is chosen, and whatever has a word that begins so. Enter takes the only one. */
export function narrow(control) {
  const [box, list, told] = ['.seek', 'select', '.narrowed'].map((one) => control.querySelector(one));
  if (!box) return;
  const all = [...list.options];
  const known = new Map(all.map((one) => [one, ` ${plain(`${one.text} ${one.dataset.also ?? ''}`)}`]));
  let found = all;

  box.addEventListener('input', (event) => {
    event.stopPropagation(); // it changes nothing of the site
    box.dataset.typed = box.value;
    const words = plain(box.value).split(/\s+/).filter(Boolean);
    found = words.length ? all.filter((one) => one.value && words.every((word) => known.get(one).includes(` ${word}`))) : all;
    const chosen = all.find((one) => one.selected);
    list.replaceChildren(...all.filter((one) => one === chosen || found.includes(one)));
    if (chosen) chosen.selected = true; // a list that is emptied chooses anew
    told.textContent = words.length ? told.dataset.words.replace('{n}', found.length) : '';
  });
  box.addEventListener('keydown', (event) => {
    if (!['Enter', 'ArrowDown'].includes(event.key)) return;
    event.preventDefault();
    list.focus();
    if (event.key !== 'Enter' || found.length !== 1 || found[0].selected) return;
    list.value = found[0].value;
    list.dispatchEvent(new Event('input', { bubbles: true }));
  });
}
