// What is done with a thing: move, copy, remove, add. The server says which edits that takes; they are one change.
import { settle } from './areas.js';
import { base, change, say, showing, undo } from './wire.js';
import { outline, parentOf, selectNext, selected } from './selection.js';

const told = document.getElementById('told');

/** The things of the same list, in their order. */
export function siblings(thing) {
  const parent = parentOf(thing);
  const kind = (one) => JSON.stringify(one.path.slice(0, -1));
  return (parent ? parent.parts : outline().things).filter((one) => one.can.length && kind(one) === kind(thing));
}

export const can = (thing, deed) => Boolean(thing) && thing.can.includes(deed);
export const canStep = (thing, way) => can(thing, 'move') && siblings(thing)[siblings(thing).indexOf(thing) + way] !== undefined;

let stepping = { thing: null, done: Promise.resolve() }; // the step that waits for its answer

/** One place up (-1) or down (1). Pressed again before the answer is there, it is the same thing that goes on. */
export function step(thing, way) {
  const again = stepping.thing === thing && thing;
  if (!again && !canStep(thing, way)) return undefined;
  const done = again ? stepping.done.then(() => stepped(selected(), way)) : stepped(thing, way);
  stepping = { thing, done };
  return done.finally(() => { if (stepping.done === done) stepping.thing = null; });
}

const stepped = async (thing, way) => canStep(thing, way) && moveTo(thing, siblings(thing).indexOf(thing) + way);

/** To a place of its list, counted without the thing itself. */
export async function moveTo(thing, to) {
  if (to === siblings(thing).indexOf(thing)) return;
  const count = siblings(thing).length;
  const fine = await done({ do: 'move', path: thing.path, to }, say('moved', { name: nameOf(thing) }));
  if (fine) tell(say('now_at', { name: nameOf(thing), n: to + 1, max: count }));
}

export async function copy(thing) {
  if (!can(thing, 'copy')) return;
  const fine = await done({ do: 'copy', path: thing.path }, say('copied', { name: nameOf(thing) }));
  if (fine) tell(say('copied', { name: nameOf(thing) }));
}

export async function remove(thing) {
  if (!can(thing, 'remove')) return;
  const fine = await done({ do: 'remove', path: thing.path }, say('removed', { name: nameOf(thing) }));
  if (fine) tell(say('removed', { name: nameOf(thing) }), { again: true, back: thing.path });
}

/** Put something of the palette behind what stands at a path, else behind what is selected. */
export async function add(entry, path = selected()?.path ?? [], { before = false } = {}) {
  const { page } = showing();
  const asked = { do: 'add', name: entry.name, page, path, ...(before && { before }) };
  if (await done(asked, say('added', { name: entry.title }))) tell(say('added', { name: entry.title }), { again: true });
}

/** What a thing is called, for people. */
export const nameOf = (thing) => thing.name || kinds[thing.kind] || thing.kind;
export const { entries, kinds } = JSON.parse(document.getElementById('offered').textContent);

async function done(asked, what) {
  const query = new URLSearchParams({ ...asked, path: JSON.stringify(asked.path) });
  const answer = await fetch(`${base}plan?${query}`, { headers: { Accept: 'application/json' } });
  const plan = await answer.json();
  if (!answer.ok) {
    document.dispatchEvent(new CustomEvent('studio:refused', { detail: plan }));
    tell(`${plan.message}. ${plan.hint ?? ''}`);
    return false;
  }
  if (plan.select.length) selectNext(plan.select);
  if (plan.edits.length) await change(plan.edits, { what });
  if (plan.page) document.dispatchEvent(new CustomEvent('studio:go', { detail: plan.page }));
  return true;
}

/** Say in the line below the page what was done; `again` offers to take it back, and what is `back` then is selected. */
export function tell(words, { again = false, back = null } = {}) {
  told.replaceChildren(words);
  if (!again) return;
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'quiet';
  button.textContent = say('undo');
  button.addEventListener('click', async () => {
    if (back) selectNext(back);
    await undo();
    tell(say('undone'));
    settle();
  });
  told.append(' ', button);
}
