// From a text in the table to where it stands on its page.
import { goTo } from './areas.js';
import { atPath, select } from './selection.js';

/** Opens the page of a button's text, selects the thing that holds it, and shows the text in the panel. */
export function lead(button) {
  const path = JSON.parse(button.dataset.path);
  const leaf = document.getElementById('leaf');
  const page = button.closest('tbody').dataset.leaf;
  document.dispatchEvent(new CustomEvent('studio:open', { detail: 'page' }));
  goTo('panel'); // the button is hidden now
  if (!leaf || leaf.value === page) return go(path);
  document.addEventListener('studio:outlined', () => go(path), { once: true });
  leaf.value = page;
  leaf.dispatchEvent(new Event('change'));
}

function go(path) {
  const holders = path.map((_, index) => atPath(path.slice(0, path.length - index)));
  const thing = holders.find(Boolean);
  if (thing) select(thing, { reveal: true });
  document.dispatchEvent(new CustomEvent('studio:selected', { detail: { path } }));
}
