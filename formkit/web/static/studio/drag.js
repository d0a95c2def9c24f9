// Dragging in the page, by the handle of what is selected or out of the palette: a line shows where it will land.
// Everything it does can be done by buttons and keys as well.
import { elementOf, outline, selected, things } from './selection.js';
import { boxOf, draw } from './frames.js';
import { add, moveTo, siblings } from './deeds.js';

const view = document.getElementById('view');
const landing = document.getElementById('landing');
const NEAR = 6; // pixels that the pointer moves before it is a drag
const EDGE = 32; // pixels at the edge of the page where it scrolls
const SCROLL_MS = 40;

/** Make a button a handle. `what` gives an entry of the palette; without it, what is selected is moved. */
export function dragged(handle, what) {
  handle.addEventListener('pointerdown', (event) => {
    if (event.button !== 0 || (what && event.pointerType === 'touch')) return;
    begin(handle, event, what?.());
  });
}

function begin(handle, start, entry) {
  const drag = { thing: entry ? null : selected(), entry, place: null, moving: false };
  const move = (event) => {
    if (!drag.moving && Math.hypot(event.clientX - start.clientX, event.clientY - start.clientY) < NEAR) return;
    if (!drag.moving) handle.setPointerCapture(start.pointerId);
    drag.moving = true;
    event.preventDefault();
    over(drag, event);
    drag.last = event;
    drag.scrolls ??= setInterval(() => scrolled(drag), SCROLL_MS);
  };
  const end = (event) => {
    stop();
    if (drag.moving) handle.addEventListener('click', swallow, { capture: true, once: true });
    setTimeout(() => handle.removeEventListener('click', swallow, { capture: true }));
    if (event.type === 'pointerup' && drag.place) land(drag);
  };
  const escape = (event) => {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    drag.place = null;
    stop();
  };
  const stop = () => {
    clearInterval(drag.scrolls);
    landing.hidden = true;
    document.body.classList.remove('dragging');
    handle.removeEventListener('pointermove', move);
    handle.removeEventListener('pointerup', end);
    handle.removeEventListener('pointercancel', end);
    removeEventListener('keydown', escape, true);
    draw();
  };
  document.body.classList.add('dragging');
  handle.addEventListener('pointermove', move);
  handle.addEventListener('pointerup', end);
  handle.addEventListener('pointercancel', end);
  addEventListener('keydown', escape, true);
}

function swallow(event) {
  event.preventDefault();
  event.stopImmediatePropagation();
}

/** The things between which it may land. */
function row({ thing, entry }) {
  if (thing) return siblings(thing);
  const field = entry.name.startsWith('field.');
  return things().filter((one) => (field ? one.kind.startsWith('fieldtype.') : one.path.length === outline().sections.length + 1 && one.path[0] === outline().sections[0]));
}

/** Where it would land: before or behind the nearest thing, and the line that shows it. */
function over(drag, event) {
  const sheet = view.parentElement.getBoundingClientRect();
  const [x, y] = [event.clientX - sheet.left, event.clientY - sheet.top];
  drag.place = null;
  landing.hidden = true;
  if (x < 0 || y < 0 || x > sheet.width || y > sheet.height) return;
  drag.edge = y < EDGE ? -1 : y > sheet.height - EDGE ? 1 : 0;
  drag.left ||= !drag.edge;
  const boxes = row(drag).map((thing) => ({ thing, element: elementOf(thing) })).filter((one) => one.element)
    .map((one) => ({ ...one, box: boxOf(one.element) })).filter((one) => one.box.height);
  const [near] = boxes.sort((one, two) => distance(one.box, x, y) - distance(two.box, x, y));
  if (!near) return;
  const aside = boxes.some((one) => one !== near && Math.abs(one.box.top - near.box.top) < 4 && near.box.width < sheet.width * 0.7);
  const { left, top, width, height } = near.box;
  const behind = aside ? x > left + width / 2 : y > top + height / 2;
  drag.place = { thing: near.thing, behind };
  landing.hidden = false;
  Object.assign(landing.style, aside
    ? { left: `${behind ? left + width : left}px`, top: `${top}px`, width: '4px', height: `${height}px` }
    : { left: `${left}px`, top: `${behind ? top + height : top}px`, width: `${width}px`, height: '4px' });
}

/** At an edge of the page it scrolls, once the pointer has been away from the edges. */
function scrolled(drag) {
  if (!drag.left || !drag.edge) return;
  view.contentWindow.scrollBy({ top: drag.edge * EDGE, behavior: 'instant' });
  over(drag, drag.last);
}

const distance = ({ left, top, width, height }, x, y) =>
  Math.hypot(Math.max(left - x, 0, x - left - width), Math.max(top - y, 0, y - top - height));

function land({ thing, entry, place }) {
  if (entry) return add(entry, place.thing.path, { before: !place.behind });
  const list = siblings(thing);
  const rest = list.filter((one) => one !== thing);
  const to = place.thing === thing ? list.indexOf(thing) : rest.indexOf(place.thing) + (place.behind ? 1 : 0);
  return moveTo(thing, to);
}

dragged(document.querySelector('#chosen [data-deed=drag]'));
