// What is done with a thing: move, copy, remove, add. The server says which edits that takes; they are one change.
import { base, change, say, showing, undo } from './wire.js';
import { idOfThing, parentOf, outline, selectNext } from './selection.js';

const told = document.getElementById('told');

/** The things of the same list, in their order. */
export function siblings(thing) {
  const parent = parentOf(thing);
  const kind = (one) => JSON.stringify(one.path.slice(0, -1));
  return (parent ? parent.parts : outline().things).filter((one) => one.can.length && kind(one) === kind(thing));
}

export const can = (thing, deed) => Boolean(thing) && thing.can.includes(deed);
export const canStep = (thing, way) => can(thing, 'move') && siblings(thing)[siblings(thing).indexOf(thing) + way] !== undefined;

/** One place up (-1) or down (1). */
export function step(thing, way) {
  return canStep(thing, way) ? moveTo(thing, siblings(thing).indexOf(thing) + way) : undefined;
}

/** To a place of its list, counted without the thing itself. */
export async function moveTo(thing, to) {
  if (to === siblings(thing).indexOf(thing)) return;
  const count = siblings(thing).length;
  await done({ do: 'move', path: thing.path, to }, say('moved', { name: nameOf(thing) }));
  tell(say('now_at', { name: nameOf(thing), n: to + 1, max: count }));
}

export async function copy(thing) {
  if (!can(thing, 'copy')) return;
  await done({ do: 'copy', path: thing.path }, say('copied', { name: nameOf(thing) }));
  tell(say('copied', { name: nameOf(thing) }));
}

export async function remove(thing) {
  if (!can(thing, 'remove')) return;
  await done({ do: 'remove', path: thing.path }, say('removed', { name: nameOf(thing) }));
  tell(say('removed', { name: nameOf(thing) }), { again: true });
}

/** Put something of the palette below what is selected; `at` is a path to put it behind. */
export async function add(entry, path) {
  const { page } = showing();
  await done({ do: 'add', name: entry.name, page, path: path ?? [] }, say('added', { name: entry.title }));
  tell(say('added', { name: entry.title }), { again: true });
}

/** What a thing is called, for people. */
export const nameOf = (thing) => thing.name || kinds[thing.kind] || thing.kind;
export const kinds = {};

async function done(asked, what) {
  const query = new URLSearchParams({ ...asked, path: JSON.stringify(asked.path) });
  const answer = await fetch(`${base}plan?${query}`, { headers: { Accept: 'application/json' } });
  const plan = await answer.json();
  if (!answer.ok) throw document.dispatchEvent(new CustomEvent('studio:refused', { detail: plan }));
  if (plan.select.length) selectNext(plan.select);
  await change(plan.edits, { what });
  if (plan.page) document.dispatchEvent(new CustomEvent('studio:go', { detail: plan.page }));
}

/** Say in the line below the page what was done; `again` offers to take it back. */
export function tell(words, { again = false } = {}) {
  told.replaceChildren(words);
  if (!again) return;
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'quiet';
  button.textContent = say('undo');
  button.addEventListener('click', async () => { await undo(); tell(say('undone')); });
  told.append(' ', button);
}

export { idOfThing };
