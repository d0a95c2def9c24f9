// Dragging with the mouse: a thing of the page, a line of the list, or something out of the palette. It is
// dropped in the page or in the list, where a line shows its place. Buttons and keys can do all of it as well.
import { say } from './wire.js';
import { elementOf, idOfThing, outline, parentOf, select, selected, thingAt, things } from './selection.js';
import { boxOf, draw, scale } from './frames.js';
import { add, can, moveTo, nameOf, siblings } from './deeds.js';
import { edited } from './inplace.js';

const view = document.getElementById('view');
const list = document.getElementById('outline');
const landing = document.getElementById('landing');
const note = document.getElementById('carried');
const NEAR = 6; // pixels that the pointer moves before it is a drag
const THICK = 4; // pixels of the line
const SCROLL_MS = 40;
const lineOf = (thing) => list.querySelector(`li[data-id="${CSS.escape(idOfThing(thing))}"]`);

/** Where things can be dropped: how a thing's box is found there, its `edges` (top and bottom, pixels) and how it scrolls at them. */
const GROUNDS = [
  { frame: view.parentElement, edges: [32, 32], box: inPage, scroll: (way) => view.contentWindow.scrollBy({ top: way * 60, behavior: 'instant' }) },
  { frame: list.parentElement, edges: [76, 28], box: (thing) => lineOf(thing)?.getBoundingClientRect(), scroll: (way) => list.parentElement.scrollBy({ top: way * 14, behavior: 'instant' }) },
];

function inPage(thing) {
  const element = elementOf(thing);
  const { left, top, width, height } = element ? boxOf(element) : new DOMRect();
  const frame = view.parentElement.getBoundingClientRect();
  return new DOMRect(frame.left + left, frame.top + top, width, height);
}

const HERE = { hears: window, point: ({ clientX: x, clientY: y }) => ({ x, y }) };
const carry = (thing) => ({ id: idOfThing(thing), name: nameOf(thing) });

/** Make an element a handle. `what` tells by the event which `entry` of the palette or which `thing` it carries, if any. */
export function dragged(handle, what) {
  handle.addEventListener('pointerdown', (event) => {
    const { entry, thing } = what(event);
    if (event.button !== 0 || !(entry || thing)) return;
    begin(event, entry ? { entry, name: entry.title } : carry(thing), HERE);
    handle.setPointerCapture(event.pointerId); // a quick hand is past the handle before it moves
    document.body.classList.add('dragging'); // the page is a document of its own, which would take the pointer
  });
}

/** What is pressed in the page is carried by the mouse: the innermost thing there that can move. */
export function draggedInPage(here) {
  const point = ({ clientX, clientY }) => {
    const { left, top } = view.getBoundingClientRect();
    return { x: left + clientX * scale(), y: top + clientY * scale() };
  };
  here.addEventListener('pointerdown', (event) => {
    let thing = thingAt(event.target);
    while (thing && !can(thing, 'move')) thing = parentOf(thing);
    const mine = event.button === 0 && event.pointerType === 'mouse' && !edited();
    if (mine && thing) begin(event, carry(thing), { hears: here.defaultView, point });
  });
  here.addEventListener('dragstart', (event) => event.preventDefault());
  here.addEventListener('selectstart', (event) => { if (!edited()) event.preventDefault(); });
}

/** From the press of the mouse until it is let go. `home` hears the pointer, and knows where it is in the Studio. */
function begin(start, drag, home) {
  const from = home.point(start);
  const move = (event) => {
    const to = home.point(event);
    if (drag.over || (!drag.last && Math.hypot(to.x - from.x, to.y - from.y) < NEAR)) return;
    event.preventDefault();
    if (!drag.last) lift(drag);
    drag.last = to;
    follow(drag);
  };
  const end = (event) => {
    for (const [where, name, hear] of heard) where.removeEventListener(name, hear, true);
    document.body.classList.remove('dragging');
    if (!drag.last) return;
    swallowed(home.hears);
    if (!drag.over && event.type === 'pointerup') follow(Object.assign(drag, { last: home.point(event) }));
    const place = event.type === 'pointerup' && !drag.over && drag.place;
    finish(drag);
    if (place) land(drag, place);
  };
  const escape = (event) => {
    if (event.key !== 'Escape' || !drag.last) return;
    event.preventDefault();
    event.stopPropagation();
    finish(drag);
  };
  const heard = [
    [home.hears, 'pointermove', move], [home.hears, 'pointerup', end], [home.hears, 'pointercancel', end],
    [window, 'keydown', escape], [view.contentWindow, 'keydown', escape],
  ];
  for (const [where, name, hear] of heard) where.addEventListener(name, hear, true);
}

/** It is a drag, and no click: what is carried is seen at the pointer. */
function lift(drag) {
  document.body.dataset.carrying = drag.id ? 'thing' : 'entry';
  const thing = things().find((one) => idOfThing(one) === drag.id);
  if (thing && thing !== selected()) select(thing);
  const how = document.createElement('small');
  how.textContent = drag.id ? say('carrying') : say('carrying_new');
  note.replaceChildren(drag.name, how);
  note.hidden = false;
  drag.scrolls = setInterval(() => scrolled(drag), SCROLL_MS);
}

/** No drag any more; the button of the mouse may still be down. */
function finish(drag) {
  drag.over = true;
  clearInterval(drag.scrolls);
  landing.hidden = note.hidden = true;
  delete document.body.dataset.carrying;
  draw();
}

/** The release of the mouse is no click on what is below it. */
function swallowed(hears) {
  const swallow = (event) => {
    event.preventDefault();
    event.stopImmediatePropagation();
  };
  hears.addEventListener('click', swallow, { capture: true, once: true });
  setTimeout(() => hears.removeEventListener('click', swallow, { capture: true }));
}

/** The things between which it may land, as they are now. */
function row({ id, entry }) {
  const all = things();
  const thing = all.find((one) => idOfThing(one) === id);
  if (!entry) return thing ? siblings(thing) : [];
  const { sections } = outline();
  const isSection = ({ path }) => path.length === sections.length + 1 && path[0] === sections[0];
  return all.filter((one) => (entry.name.startsWith('field.') ? one.kind.startsWith('fieldtype.') : isSection(one)));
}

const inside = ({ left, right, top, bottom }, x, y) => x >= left && x <= right && y >= top && y <= bottom;

/** Where the pointer is: the place where it would land is found, and shown. */
function follow(drag) {
  const { x, y: wanted } = drag.last;
  note.style.left = `${Math.max(0, Math.min(x + 14, innerWidth - note.offsetWidth - 4))}px`;
  note.style.top = `${Math.max(0, Math.min(wanted + 14, innerHeight - note.offsetHeight - 4))}px`;
  const within = GROUNDS.find(({ frame }) => inside(frame.getBoundingClientRect(), x, wanted));
  drag.ground = within ?? (drag.id ? drag.ground : null); // a thing that is pulled past the edge goes on scrolling
  const frame = drag.ground?.frame.getBoundingClientRect();
  drag.place = null;
  drag.edge = 0;
  landing.hidden = true;
  if (!frame || x < frame.left || x > frame.right) return;
  const y = Math.max(frame.top, Math.min(wanted, frame.bottom));
  drag.edge = y < frame.top + drag.ground.edges[0] ? -1 : y > frame.bottom - drag.ground.edges[1] ? 1 : 0;
  drag.free ||= !drag.edge || y !== wanted; // its handle may stand at the edge
  aim(drag, frame, x, y);
}

/** Before or behind the nearest thing: the line stands there, unless nothing would change. */
function aim(drag, frame, x, y) {
  const boxes = row(drag).map((thing) => ({ thing, box: drag.ground.box(thing) })).filter((one) => one.box?.height);
  const [near] = boxes.sort((one, two) => distance(one.box, x, y) - distance(two.box, x, y));
  if (!near) return;
  const { left, right, top, bottom, width } = near.box;
  const aside = boxes.some((one) => one !== near && Math.abs(one.box.top - top) < 4 && width < frame.width * 0.7);
  const behind = aside ? x > (left + right) / 2 : y > (top + bottom) / 2;
  const place = { near: near.thing, behind };
  if (drag.id && target(drag, place).same) return;
  drag.place = place;
  const shown = aside
    ? { left: (behind ? right : left) - THICK / 2, top: Math.max(top, frame.top), width: THICK, height: Math.min(bottom, frame.bottom) - Math.max(top, frame.top) }
    : { left: Math.max(left, frame.left), top: Math.max(frame.top, Math.min((behind ? bottom : top) - THICK / 2, frame.bottom - THICK)), width: Math.min(width, frame.width), height: THICK };
  for (const [name, pixels] of Object.entries(shown)) landing.style[name] = `${pixels}px`;
  landing.hidden = false;
}

/** At an edge it scrolls, once the pointer has been away from the edges. */
function scrolled(drag) {
  if (!drag.free || !drag.edge || !drag.ground) return;
  drag.ground.scroll(drag.edge);
  follow(drag);
}

const distance = ({ left, right, top, bottom }, x, y) => Math.hypot(Math.max(left - x, 0, x - right), Math.max(top - y, 0, y - bottom));

/** The thing that is carried and its number in its list, counted without itself; of another `page` of its form, there. */
function target({ id }, { near, behind }) {
  const thing = things().find((one) => idOfThing(one) === id);
  const [own, other] = [parentOf(thing), parentOf(near)];
  const page = other?.kind === 'outline.step' && other !== own ? other : null;
  const all = page?.parts ?? siblings(thing);
  const to = near === thing ? all.indexOf(thing) : all.filter((one) => one !== thing).indexOf(near) + behind;
  return { thing, to, page, same: !page && to === all.indexOf(thing) };
}

function land(drag, place) {
  if (drag.entry) return add(drag.entry, place.near.path, { before: !place.behind });
  const { thing, to, page } = target(drag, place);
  return moveTo(thing, to, page);
}

dragged(document.querySelector('#chosen [data-deed=drag]'), () => ({ thing: selected() }));
