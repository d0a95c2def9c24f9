// What is done with a thing: move, copy, remove, add. The server says which edits that takes; they are one change.
import { settle } from './areas.js';
import { base, change, facts, failing, resume, say, showing, stateName, undo, unsent } from './wire.js';
import { outline, parentOf, selectNext, selected } from './selection.js';

const told = document.getElementById('told');
let spoken = ''; // the state of the file that the line below the page speaks of, "" while it is on its way

/** The things of the same list, in their order; the questions on all pages of a form are one list. */
export function siblings(thing) {
  const parent = parentOf(thing);
  const kind = (one) => JSON.stringify(one.path.slice(0, -1));
  const list = pageOf(thing) ? pagesOf(thing).flatMap((one) => one.parts) : parent ? parent.parts : outline().things;
  return list.filter((one) => one.can.length && kind(one) === kind(thing));
}

/** The page of its form that a question is on, and all of them; nothing where there is one page. */
const pageOf = (thing) => (parentOf(thing)?.kind === 'outline.step' ? parentOf(thing) : null);
const pagesOf = (thing) => parentOf(pageOf(thing)).parts.filter((one) => one.kind === 'outline.step');

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

async function stepped(thing, way) {
  if (!canStep(thing, way)) return undefined;
  const beyond = pageOf(thing) && siblings(thing).indexOf(thing) + way;
  const next = pageOf(thing) && pageOf(siblings(thing)[beyond]);
  if (next && next !== pageOf(thing)) return moveTo(thing, way > 0 ? 0 : next.parts.length, next);
  return moveTo(thing, siblings(thing).indexOf(thing) + way);
}

/** To a place of its list, counted without the thing itself; on another `page` of its form, of that page. */
export async function moveTo(thing, to, page = null) {
  if (!page && to === siblings(thing).indexOf(thing)) return;
  const count = siblings(thing).length;
  const where = page ? { step: page.mark, to } : within(thing, to);
  const fine = await done({ do: 'move', path: thing.path, ...where }, say('moved', { name: nameOf(thing) }));
  if (!fine) return;
  if (page) tell(say('now_on', { name: nameOf(thing), page: nameOf(page) }), { again: true });
  else tell(say('now_at', { name: nameOf(thing), n: to + 1, max: count }));
}

/** A place among the questions of all pages, as one of a page: at a border it stays on its own. */
function within(thing, to) {
  if (!pageOf(thing)) return { to };
  const rest = siblings(thing).filter((one) => one !== thing);
  const beside = [rest[to - 1], rest[to]].filter(Boolean).map(pageOf);
  const page = beside.includes(pageOf(thing)) || !beside.length ? pageOf(thing) : beside[0];
  return { step: page.mark, to: rest.slice(0, to).filter((one) => pageOf(one) === page).length };
}

export async function copy(thing) {
  if (!can(thing, 'copy')) return;
  const fine = await done({ do: 'copy', path: thing.path }, say('copied', { name: nameOf(thing) }));
  if (fine) tell(say('copied', { name: nameOf(thing) }));
}

export async function remove(thing) {
  if (!can(thing, 'remove')) return;
  const gone = say(thing.kind === 'outline.step' ? 'joined' : 'removed', { name: nameOf(thing) });
  const fine = await done({ do: 'remove', path: thing.path }, gone);
  if (fine) tell(gone, { again: true, back: thing.path });
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
  const query = new URLSearchParams({ ...asked, path: JSON.stringify(asked.path), version: outline().version });
  await resume(); // what was typed before is in the file then
  const answer = await fetch(`${base}plan?${query}`, { headers: { Accept: 'application/json' } }).catch(() => null);
  if (!answer) {
    document.dispatchEvent(new CustomEvent('studio:status', { detail: 'offline' }));
    tell(say('offline'));
    return false;
  }
  const plan = await answer.json();
  if (!answer.ok) {
    document.dispatchEvent(new CustomEvent('studio:refused', { detail: plan }));
    tell(`${plan.message}. ${plan.hint ?? ''}`);
    return false;
  }
  if (plan.select.length && outline().version === facts.version) selectNext(plan.select); // else the page does not show it
  const taken = !plan.edits.length || await change(plan.edits, { what, seen: plan.version });
  if (taken === false) return false; // why is told where it is asked about
  if (plan.page) document.dispatchEvent(new CustomEvent('studio:go', { detail: plan.page }));
  return true;
}

/**
 * Say in the line below the page what was done; `again` offers to take it back, and what is `back` then is selected.
 * What could not be saved is told so, and can be taken back when it is.
 */
export function tell(words, { again = false, back = null } = {}) {
  spoken = unsent() ? '' : stateName(facts);
  told.replaceChildren(words);
  if (again) told.append(' ', undoing(back));
  held();
}

function undoing(back) {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'quiet';
  button.textContent = say('undo');
  button.addEventListener('click', async () => {
    if (back) selectNext(back);
    await undo();
    settle();
  });
  return button;
}

function held() {
  const waits = Boolean(failing() && !spoken && told.textContent);
  told.querySelector('span')?.remove();
  if (waits) told.firstChild.after(Object.assign(document.createElement('span'), { textContent: ` · ${say('held')}` }));
  for (const button of told.querySelectorAll('button')) button.hidden = waits;
}

document.addEventListener('studio:status', held);

document.addEventListener('studio:stepped', ({ detail }) => { if (detail.what) tell(say(`${detail.way}_done`, { what: detail.what })); });
document.addEventListener('studio:online', () => { if (told.firstChild?.data === say('offline')) told.replaceChildren(); });
// what is done next has its own words, and another thing to take back
document.addEventListener('studio:changed', ({ detail }) => {
  if (spoken && stateName(detail) !== spoken) told.replaceChildren();
  else if (!unsent()) spoken = stateName(detail);
  held();
});
