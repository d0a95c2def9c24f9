// The properties of what is selected: shown anew after each change, without taking away what somebody is typing in.
import { again } from './again.js';
import { base, change, facts, refetch, say, unsent } from './wire.js';
import { compose } from './panel-edits.js';
import { planned, refused, toldOf } from './panel-plan.js';
import { blend, instead, keepFolds, swap } from './panel-blend.js';
import { restore } from './begun.js';
import { dress } from './panel-dress.js';
import { shut } from './lock.js';
import { tell } from './deeds.js';

const panel = document.getElementById('panel');
const REST_MS = 150; // between the last change and the panel drawn anew
const AGAIN_MS = 1000;
const TYPED = 'textarea, input:not([type=checkbox], [type=radio], [type=file])'; // a window to choose a colour closes with its field
let path = ['site'];
let seen = ''; // the version that the path is of, "" for that of now
let drawn = ''; // what is shown, as `wanted`
let asked = 0;
let rest = 0;
let pressed = false;
let arrival = null; // what is done when the panel of something else is there
let marked = ''; // the button to stand on when rows have moved

const language = () => document.getElementById('language').value;
const controlOf = (node) => node.closest?.('.control');

/** Show a thing of the site by its path; where it stands on the page, it is selected there. */
export function select(to, { fresh = false } = {}) {
  [path, seen] = [to, ''];
  draw({ moved: true, fresh });
  document.dispatchEvent(new CustomEvent('studio:select', { detail: { path: to } }));
}

const wanted = () => String(new URLSearchParams({ path: JSON.stringify(path), seen, language: language() }));

/** The panel; null where there is none, undefined without a connection. */
async function fetched(query) {
  try {
    const answer = await fetch(`${base}panel?${query}`);
    const text = await answer.text();
    return answer.ok ? new DOMParser().parseFromString(text, 'text/html').querySelector('.panel') : null;
  } catch {
    return undefined;
  }
}

/** The properties of something else don't stand there as if they were those of what is selected. */
function without(query, connected) {
  if (query !== drawn) instead(panel, say(connected ? 'unread' : 'awaited'));
  drawn = query;
  if (!connected) later(AGAIN_MS);
}

/** Draw the panel; with `moved` the reader is taken there, and where it is `fresh`, begins to write. */
async function draw({ moved = false, fresh: made = false } = {}) {
  const turn = ++asked;
  if (moved) arrival = made ? write : () => {};
  const query = wanted();
  const fresh = await fetched(query);
  if (turn !== asked) return;
  if (query !== wanted()) return draw(); // another hand moved it meanwhile
  if (!fresh) return without(query, fresh === null);
  if (fresh.dataset.version !== facts.heard) return overtaken();
  if (!arrival && (pressed || unsent())) return later(); // a click in the middle of it would be lost, a newer change undone
  if (seen && fresh.dataset.focus !== '[]') [path, seen] = [JSON.parse(fresh.dataset.focus), ''];
  drawn = wanted();
  const old = panel.querySelector('.panel');
  const same = old?.dataset.path === fresh.dataset.path;
  fresh.querySelector('details.more')?.toggleAttribute('open', same && !!old.querySelector('details.more')?.open);
  if (same) keepFolds(old, fresh);
  dress(fresh);
  restore(fresh);
  shut(fresh);
  const focus = document.activeElement;
  const held = !same && old?.contains(focus);
  if (same && old.contains(focus) && !marked && focus.matches(TYPED)) blend(old, fresh);
  else swap(panel, same && old.contains(focus) ? focus : null, fresh);
  if (held) panel.querySelector('h2').focus({ preventScroll: true });
  if (!arrival) return stand();
  arrival(arrive());
  arrival = null;
}

/** Its numbers are those of a state that the other parts of the editor don't know yet, or know no more. */
async function overtaken() {
  await refetch().catch(() => {});
  later();
}

function later(wait = REST_MS) {
  clearTimeout(rest);
  rest = setTimeout(() => (unsent() && !arrival ? later() : draw()), wait);
}

/** Go where the selection meant: the control of the text that was clicked, which is returned, else the panel's heading. */
function arrive() {
  panel.parentElement.scrollTop = 0;
  const wanted = JSON.parse(panel.querySelector('.panel').dataset.focus).map((step) => String(step).replace(/\s/g, '') || '_');
  for (let length = wanted.length; length > 0; length -= 1) {
    const found = document.getElementById(`c-${wanted.slice(0, length).join('-')}`);
    if (!found) continue;
    found.closest('details')?.setAttribute('open', '');
    found.scrollIntoView({ block: 'start' });
    return found;
  }
  return null;
}

/** Where somebody is led to mend something, they begin in its control. */
function enter(control) {
  const fields = [...control?.querySelectorAll('input, select, textarea, button') ?? []];
  fields.find((one) => one.checkVisibility())?.focus();
}

/** After a row was moved, its button has the focus again. */
function stand() {
  if (!marked) return;
  const [control, mark] = marked.split(' ');
  const rows = document.getElementById(control);
  marked = '';
  const found = rows?.querySelector(`[data-mark="${CSS.escape(mark)}"]:not(:disabled)`);
  (found ?? rows?.querySelector('button:not(:disabled), input') ?? panel.querySelector('h2'))?.focus();
}

/** What the history says of a change: of which thing, and what. */
const called = (what) => [panel.querySelector('h2')?.textContent, what].filter(Boolean).join(' › ');

function send(control, edits, run = '') {
  if (edits.length) change(edits, { what: called(control?.dataset.label), run });
}

panel.addEventListener('input', ({ target }) => {
  const control = controlOf(target);
  if (!control || target.type === 'file' || target.closest('.add')) return;
  if ('value' in target) target.dataset.typed = target.value;
  send(control, compose(control, target), control.id);
});

panel.addEventListener('click', ({ target }) => {
  const button = target.closest('button');
  if (!button || button.disabled) return;
  if (button.dataset.to) select(JSON.parse(button.dataset.to));
  if (button.dataset.edits) act(button, JSON.parse(button.dataset.edits), button.dataset.then);
  if (button.dataset.plan) plan(button, JSON.parse(button.dataset.plan), 'then' in button.dataset);
  if (button.matches('.add-chosen')) plan(button, JSON.parse(button.closest('.add').querySelector('select').value), true);
});

/** A change that a button makes; then the focus stays by it, or goes to the new thing. */
async function act(button, edits, then, seen) {
  const control = controlOf(button);
  marked = control && button.dataset.stay ? `${control.id} ${button.dataset.stay}` : '';
  const done = edits.length && change(edits, { what: called(button.ariaLabel || button.title || button.textContent.trim()), seen });
  if (button.dataset.told) tell(button.dataset.told, { again: true });
  if (!then) return;
  await done;
  select(JSON.parse(then), { fresh: true });
}

/** Something new has words that only stand for better ones: they are written over. */
function write() {
  const field = panel.querySelector('.control input[type=text], .control textarea');
  field?.focus();
  field?.select();
}

/** What needs more than one edit. Something new is shown. */
async function plan(button, asked, then = false) {
  const found = await planned(asked);
  if (found.message) return refused(found);
  await act(button, found.edits, then ? JSON.stringify(found.select) : '', found.version);
  toldOf(found);
}

/** A change that a control makes by itself. Its thing may have another path `then`; there the focus goes to a control. */
async function acted({ edits, what, seen, mark = '', then = null, stand: key }) {
  marked = mark;
  await change(edits, { what: called(what), seen });
  if (!then) return;
  select(then);
  arrival = () => {
    const field = panel.querySelector(`#c-${CSS.escape([...then, key].join('-'))} input`);
    field.closest('details')?.setAttribute('open', '');
    field.focus();
  };
}

document.addEventListener('studio:act', ({ detail }) => acted(detail));
document.addEventListener('studio:selected', ({ detail }) => {
  const to = detail.path ?? ['site'];
  if (!detail.enter && !seen && !detail.seen && JSON.stringify(to) === JSON.stringify(path)) return;
  [path, seen] = [to, detail.seen ?? ''];
  draw({ moved: true });
  if (detail.enter) arrival = enter;
});
document.addEventListener('studio:moved', ({ detail }) => {
  const here = drawn === wanted();
  if (!seen) path = again(path, detail);
  if (here) drawn = wanted();
});
for (const name of ['studio:changed', 'studio:refused', 'studio:conflict']) document.addEventListener(name, () => later());
panel.addEventListener('pointerdown', () => { pressed = true; });
const released = () => { pressed = false; };
for (const name of ['pointerup', 'pointercancel']) document.addEventListener(name, released);
const view = document.getElementById('view');
view.addEventListener('load', () => view.contentDocument?.addEventListener('pointerup', released)); // over the page, it alone hears it
view.contentDocument?.addEventListener('pointerup', released);
document.getElementById('language').addEventListener('change', () => draw());
if (facts.site) draw();
