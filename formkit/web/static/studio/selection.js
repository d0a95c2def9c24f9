// What is selected: one thing of the outline. Everybody asks here, and hears `studio:selected`, `studio:outlined`.
import { again } from './again.js';
import { idOf, locate } from './find.js';
import { facts } from './wire.js';

const NOTHING = { things: [], sections: [], languages: [], version: facts.version }; // until the first list comes
const view = document.getElementById('view');
const state = { outline: NOTHING, things: new Map(), parents: new Map(), elements: new Map(), id: '', wanted: null };

export const outline = () => state.outline;
export const selected = () => state.things.get(state.id);
export const idOfThing = (thing) => idOf(thing, state.parents.get(thing));
export const parentOf = (thing) => state.parents.get(thing);
export const elementOf = (thing) => state.elements.get(idOfThing(thing));
export const things = () => [...state.things.values()];

/** The id of the form that what is selected belongs to, "" where that is none. */
export function formSelected() {
  const found = [selected(), ...selected()?.parts ?? []].find((one) => one?.path[0] === 'forms');
  return found?.path[1] ?? '';
}

/** The innermost thing that an element of the page belongs to. */
export function thingAt(element) {
  const byElement = new Map([...state.elements].map(([id, one]) => [one, id]));
  for (let at = element; at; at = at.parentElement) if (byElement.has(at)) return state.things.get(byElement.get(at));
  return undefined;
}

/** The things of the page anew. What was selected stays, or gives way to what was asked for. */
export function outlined(fresh) {
  state.outline = fresh;
  state.things.clear();
  state.parents.clear();
  const keep = (thing, parent) => {
    state.parents.set(thing, parent);
    state.things.set(idOf(thing, parent), thing);
    for (const part of thing.parts) keep(part, thing);
  };
  for (const one of state.outline.things) keep(one, null);
  relocated();
  const next = state.wanted && atPath(state.wanted);
  if (next) [state.id, state.wanted] = [idOfThing(next), null];
  document.dispatchEvent(new CustomEvent('studio:outlined', { detail: fresh }));
  if (next) select(next, { reveal: true });
  else if (state.id && !selected()) select(null);
}

/** Look for everything in the page again. */
export function relocated() {
  const here = view.contentDocument;
  state.elements = here?.body ? locate(state.outline.things, here) : new Map();
  document.dispatchEvent(new CustomEvent('studio:located'));
}

/** Where a thing stands in the file: the page may show an older state of it. Null where that is not certain. */
const pathOf = (thing) => (thing?.now === undefined ? thing?.path : thing.now) ?? null;

export const atPath = (path) => things().find((one) => JSON.stringify(pathOf(one)) === JSON.stringify(path));

/** Select what stands at a path, now or as soon as it is there; of a part of a thing, the thing. */
export function selectPath(path) {
  const around = path.map((_, step) => atPath(path.slice(0, path.length - step))).find(Boolean);
  if (around) select(around, { reveal: true, path });
  if (!atPath(path)) state.wanted = path;
}

/** `wanted` waits for the next outline: a path that says something else until then. */
export function selectNext(path) {
  state.wanted = path;
}

/** Select a thing, or nothing; `path` is what was meant of it. With `reveal` the page scrolls to it. */
export function select(thing, { reveal = false, path = pathOf(thing) } = {}) {
  state.id = thing ? idOfThing(thing) : '';
  const element = thing && elementOf(thing);
  if (element) unfold(element);
  if (element && reveal) intoSight(element);
  const shown = thing && !path ? { path: thing.path, seen: state.outline.version } : { path };
  const detail = { ...shown, language: state.outline.language, kind: thing?.kind };
  document.dispatchEvent(new CustomEvent('studio:selected', { detail }));
}

/** Open what hides it: an answer, a later step of a form. */
export function unfold(element) {
  for (let at = element; at; at = at.parentElement) {
    if (at.matches('details')) at.open = true;
    if (at.matches('[data-step]') && at.hidden) turnTo(at);
    if (at.matches('[data-field]')) at.hidden = false;
  }
}

/** Show a step of a form with its buttons, as the form itself does: the last one sends. */
function turnTo(step) {
  const steps = [...step.parentElement.querySelectorAll('[data-step]')];
  for (const one of steps) one.hidden = one !== step;
  const buttons = { '[value=next]': step !== steps.at(-1), '[value=back]': step !== steps[0], 'button:not([name])': step === steps.at(-1) };
  for (const [which, shown] of Object.entries(buttons)) {
    step.closest('form')?.querySelector(`.send ${which}`)?.toggleAttribute('hidden', !shown);
  }
}

function intoSight(element) {
  const { top, bottom } = element.getBoundingClientRect();
  const height = view.contentWindow.innerHeight;
  if (top < 60 || bottom > height - 20) element.scrollIntoView({ block: bottom - top > height - 80 ? 'start' : 'center' });
}

/** Scroll to what is selected, where it is out of sight. */
export function reveal() {
  const element = selected() && elementOf(selected());
  if (element) intoSight(element);
}

document.addEventListener('studio:moved', ({ detail }) => {
  const path = state.wanted ?? pathOf(selected());
  if (path) state.wanted = again(path, detail);
});
document.addEventListener('studio:select', ({ detail }) => selectPath(detail.path));
