// Two hands changed the same thing: shows both, and asks which is to stay. Nothing is lost until that is said.
import { settle } from './areas.js';
import { keeping } from './kept.js';
import { change, keptAt, refetch } from './wire.js';

const dialog = document.getElementById('conflict');
let stood = ''; // the id of what had the focus when it was asked
let asked = [];
const keep = keeping(`${keptAt}:asked`, (left) => {
  asked.push(...left);
  keep(asked);
  ask();
});

/** A value as people read it: its words, else the lines of the file. */
function shown(one, side) {
  const value = one[side];
  if (typeof value === 'string' && value) return value;
  const lines = one.places.map((place) => place[side]).join('\n');
  return lines.trim() ? lines : value ? JSON.stringify(value, null, 1) : dialog.dataset.nothing;
}

function ask() {
  const [one] = asked;
  if (!one) return;
  for (const side of ['mine', 'theirs']) dialog.querySelector(`pre.${side}`).textContent = shown(one, side);
  if (dialog.open) return;
  stood = document.activeElement?.id ?? '';
  dialog.showModal();
  dialog.querySelector('h2').focus();
}

/** To where somebody was when it was asked; what stood there may have been drawn anew meanwhile. */
function back() {
  const lost = () => !document.activeElement?.closest('main, header');
  if (lost() && stood) document.getElementById(stood)?.focus();
  if (lost()) settle();
}

/** What was typed there gives way to what the file says; the focus stays. */
function givenWay(field) {
  field.contentDocument?.activeElement.blur();
  delete field.dataset.typed;
  if ('defaultValue' in field) field.value = field.defaultValue;
}

async function decide(side) {
  const one = asked.shift();
  keep(asked);
  dialog.close();
  back();
  if (side === 'theirs') givenWay(document.activeElement);
  await refetch().catch(() => {});
  if (side === 'mine') await change(one.edits, { what: one.what, seen: one.base, settled: true });
  else document.dispatchEvent(new CustomEvent('studio:status', { detail: 'saved' }));
  ask();
}

document.addEventListener('studio:conflict', ({ detail }) => {
  if (!detail.conflict?.edits) return;
  const same = JSON.stringify(detail.conflict.path);
  const fresh = { ...detail.conflict, what: detail.what };
  const at = asked.findIndex((one) => JSON.stringify(one.path) === same); // typing went on
  asked = at < 0 ? [...asked, fresh] : asked.with(at, fresh);
  keep(asked);
  ask();
  document.dispatchEvent(new CustomEvent('studio:status', { detail: 'clash' }));
});
dialog.addEventListener('cancel', (event) => event.preventDefault());
dialog.addEventListener('click', ({ target }) => {
  const side = target.closest('button')?.value;
  if (side) decide(side);
});
