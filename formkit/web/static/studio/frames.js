// The frames over the page: around what is selected, with its buttons, and around what the mouse is over.
import { say } from './wire.js';
import { elementOf, selected } from './selection.js';
import { beginFirst } from './inplace.js';
import { can, canStep, copy, kinds, nameOf, remove, step } from './deeds.js';
import { bare } from './putting.js';

const view = document.getElementById('view');
const chosen = document.getElementById('chosen');
const hovered = document.getElementById('hovered');
const bar = chosen.querySelector('.bar');
let over = null;

const deeds = {
  write: beginFirst,
  up: (thing) => step(thing, -1),
  down: (thing) => step(thing, 1),
  copy,
  remove,
  bare: (thing) => bare(thing).then(() => bar.querySelector('button[tabindex="0"]:not([hidden])')?.focus()),
};
const allowed = {
  write: (thing) => thing.texts.length > 0,
  up: (thing) => canStep(thing, -1),
  down: (thing) => canStep(thing, 1),
  copy: (thing) => can(thing, 'copy'),
  remove: (thing) => can(thing, 'remove'),
  drag: (thing) => can(thing, 'move'),
  bare: (thing) => thing.bare.length > 0 && !thing.bare.some((path) => path.length <= thing.path.length),
};

for (const button of bar.querySelectorAll('button')) {
  const { deed } = button.dataset;
  if (deeds[deed]) button.addEventListener('click', () => { if (button.ariaDisabled !== 'true') deeds[deed](selected()); });
}

/** The mouse is over a thing, or over none. */
export function hover(thing) {
  over = thing ?? null;
  draw();
}

/** How much smaller than it is the page is shown. */
export const scale = () => view.getBoundingClientRect().width / (view.offsetWidth || 1);

/** The box of an element of the page in pixels of the stage's sheet. */
export function boxOf(element) {
  const { left, top, width, height } = element.getBoundingClientRect();
  const by = scale();
  return { left: left * by, top: top * by, width: width * by, height: height * by };
}

export function draw() {
  const thing = selected();
  place(chosen, thing);
  place(hovered, over === thing ? null : over);
  if (!thing || chosen.hidden) return;
  chosen.querySelector('.name').textContent = thing.kind === 'outline.item' ? nameOf(thing) : [kinds[thing.kind], thing.name].filter(Boolean).join(': ');
  for (const button of bar.querySelectorAll('button')) {
    const { deed } = button.dataset;
    button.hidden = deed === 'bare' ? !allowed.bare(thing) : deed !== 'write' && !thing.can.length;
    button.ariaDisabled = !allowed[deed](thing);
  }
  bar.style.translate = '';
  const box = chosen.getBoundingClientRect();
  const sheet = chosen.parentElement.getBoundingClientRect();
  bar.hidden = box.bottom < sheet.top || box.top > sheet.bottom;
  bar.style.maxWidth = `${sheet.width}px`;
  const own = bar.getBoundingClientRect();
  const above = box.top - own.height >= sheet.top;
  const y = above ? -own.height : Math.max(0, sheet.top - box.top);
  const x = Math.min(0, sheet.right - box.left - own.width);
  bar.style.translate = `${Math.max(x, sheet.left - box.left)}px ${y}px`;
}

function place(frame, thing) {
  const element = thing && elementOf(thing);
  frame.hidden = !element?.isConnected;
  if (frame.hidden) return;
  const { left, top, width, height } = boxOf(element);
  frame.style.left = `${left}px`;
  frame.style.top = `${top}px`;
  frame.style.width = `${width}px`;
  frame.style.height = `${height}px`;
  if (frame === hovered) frame.querySelector('.name').textContent = nameOf(thing);
}

for (const name of ['studio:selected', 'studio:located']) document.addEventListener(name, draw);
new ResizeObserver(draw).observe(view);
new ResizeObserver(draw).observe(view.parentElement);
addEventListener('resize', draw);
for (const button of bar.querySelectorAll('button')) button.title = say(button.dataset.deed);
