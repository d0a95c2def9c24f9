// The tree of the page as a list: select in it, and move, copy, remove by buttons and keys.
import { say } from './wire.js';
import { idOfThing, outline, select, selected, things } from './selection.js';
import { beginFirst } from './inplace.js';
import { can, canStep, copy, kinds, nameOf, remove, step } from './deeds.js';
import { dragged } from './drag.js';

const place = document.getElementById('outline');
let shape = ''; // of the list as it is drawn
const bar = document.getElementById('deeds');
const DEEDS = {
  write: { may: (thing) => thing.texts.length > 0, act: beginFirst },
  up: { may: (thing) => canStep(thing, -1), act: (thing) => step(thing, -1) },
  down: { may: (thing) => canStep(thing, 1), act: (thing) => step(thing, 1) },
  copy: { may: (thing) => can(thing, 'copy'), act: copy },
  remove: { may: (thing) => can(thing, 'remove'), act: remove },
};
for (const button of bar.querySelectorAll('button')) {
  button.addEventListener('click', () => { if (button.ariaDisabled !== 'true') DEEDS[button.dataset.deed].act(selected()); });
}

function drawn(things, level) {
  const list = document.createElement('ul');
  list.dataset.level = level;
  for (const thing of things) list.append(row(thing, level));
  return list;
}

const thingOf = (line) => things().find((one) => idOfThing(one) === line?.dataset.id);

function row(thing, level) {
  const line = document.createElement('li');
  line.dataset.id = idOfThing(thing);
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'thing';
  called(button, thing);
  button.addEventListener('click', () => select(thingOf(line), { reveal: true }));
  dragged(button, (event) => ({ thing: event.pointerType !== 'touch' && can(thingOf(line), 'move') && thingOf(line) }));
  line.append(button);
  if (thing.parts.length) line.append(drawn(thing.parts, level + 1));
  return line;
}

function called(button, thing) {
  const kind = document.createElement('span');
  kind.textContent = kinds[thing.kind] ?? thing.kind;
  button.replaceChildren(nameOf(thing));
  if (thing.kind === 'outline.item' || kind.textContent === button.textContent) return;
  kind.className = 'soft';
  button.append(' ', kind);
}

const lineOf = (thing) => thing && place.querySelector(`li[data-id="${CSS.escape(idOfThing(thing))}"]`);

/** Mark what is selected, and say what can be done with it. A button that can't be pressed keeps the focus. */
function marked() {
  const thing = selected();
  place.querySelectorAll('[aria-current]').forEach((one) => one.removeAttribute('aria-current'));
  for (const button of bar.querySelectorAll('button')) {
    button.ariaDisabled = !(thing && DEEDS[button.dataset.deed].may(thing));
    button.setAttribute('aria-label', thing ? `${say(button.dataset.deed)}: ${nameOf(thing)}` : say(button.dataset.deed));
  }
  const button = lineOf(thing)?.querySelector('.thing');
  button?.setAttribute('aria-current', 'true');
  button?.scrollIntoView({ block: 'nearest' });
}

/** After a move the keyboard is at what was moved, unless it went elsewhere meanwhile. */
function stand() {
  if (place.contains(document.activeElement) || document.activeElement === document.body) lineOf(selected())?.querySelector('.thing').focus();
}

/** The list anew; who was in it with the keyboard stays at the same line, at what is selected goes with that. */
function redraw() {
  const found = outline().things;
  const fresh = JSON.stringify(things().map((one) => [idOfThing(one), one.kind, one.can]));
  if (fresh === shape) return renamed();
  shape = fresh;
  const here = document.activeElement;
  const focused = place.contains(here);
  const id = focused && !here.ariaCurrent && here.closest('li')?.dataset.id;
  const top = place.parentElement.scrollTop;
  place.replaceChildren(drawn(found, 0));
  place.parentElement.scrollTop = top;
  marked();
  const held = things().find((one) => idOfThing(one) === id) ?? selected();
  if (focused) (lineOf(held) ?? place).querySelector('.thing')?.focus();
}

/** While somebody types, only names change. */
function renamed() {
  for (const line of place.querySelectorAll('li')) called(line.querySelector('.thing'), thingOf(line));
  marked();
}

place.addEventListener('keydown', (event) => {
  const thing = thingOf(event.target.closest('li'));
  if (!thing) return;
  if (event.altKey && ['ArrowUp', 'ArrowDown'].includes(event.key)) {
    event.preventDefault();
    step(thing, event.key === 'ArrowUp' ? -1 : 1)?.then(stand);
  } else if (event.key === 'F2' || (event.key === 'Enter' && thing === selected())) {
    event.preventDefault();
    beginFirst(thing);
  } else if (event.key === 'Delete') {
    event.preventDefault();
    remove(thing);
  } else if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'd') {
    event.preventDefault();
    copy(thing);
  } else if (['ArrowUp', 'ArrowDown'].includes(event.key) && event.target.matches('.thing')) {
    event.preventDefault();
    const all = [...place.querySelectorAll('.thing')];
    all[all.indexOf(event.target) + (event.key === 'ArrowUp' ? -1 : 1)]?.focus();
  }
});

document.addEventListener('studio:outlined', redraw);
document.addEventListener('studio:selected', marked);
