// Pictures that are dropped onto the page: what will take them is outlined and named; elsewhere a sentence says what would.
// By keyboard the same is done with the button in the control of a picture.
import { say } from './wire.js';
import { elementOf, parentOf, thingAt, things } from './selection.js';
import { boxOf } from './frames.js';
import { edited } from './inplace.js';
import { kinds, nameOf, tell } from './deeds.js';
import { placeOf, put } from './putting.js';
import { carries, countOf, filesOf } from './dropped.js';

const view = document.getElementById('view');
const frame = document.getElementById('dropping');
const name = frame.firstChild;
const SMALL = 90; // pixels of height that a name in it would hide
const TEXT = 'input:not([type=file]), textarea, [contenteditable]';
const isGallery = (thing) => thing.kind === 'section.gallery';

/** What takes pictures at a place of the page: the innermost thing there that can have one; several go to a gallery. */
function takerAt({ target }, count) {
  const element = target.nodeType === Node.ELEMENT_NODE ? target : target.parentElement;
  for (let thing = thingAt(element); thing; thing = parentOf(thing)) {
    if (thing.image.length && (count < 2 || isGallery(thing) || !parentOf(thing))) return thing;
  }
  return undefined;
}

function over(event) {
  if (event.defaultPrevented || !carries(event) || written(event)) return hide();
  event.preventDefault();
  event.dataTransfer.dropEffect = 'copy';
  const count = countOf(event);
  const thing = inPage(event) && takerAt(event, count);
  if (!thing) {
    hide();
    sayWhere();
  } else show(thing, count);
}

/** An address may be dropped into a text. */
const written = (event) => !event.dataTransfer.types.includes('Files') && (event.target.closest?.(TEXT) || edited());
const inPage = (event) => event.target.ownerDocument === view.contentDocument;

function show(thing, count) {
  const { left, top, width, height } = boxOf(elementOf(thing));
  Object.assign(frame.style, { left: `${left}px`, top: `${top}px`, width: `${width}px`, height: `${height}px` });
  frame.hidden = false;
  const words = wordsOf(thing, count);
  const fresh = name.textContent !== words;
  if (fresh) name.textContent = words;
  const above = height < SMALL && top > name.offsetHeight; // else in it, where its beginning can be seen
  name.style.top = `${above ? -name.offsetHeight : Math.max(0, -top)}px`;
  name.style.left = `${Math.min(0, frame.parentElement.clientWidth - left - name.offsetWidth)}px`;
  if (fresh) tell(words);
}

function wordsOf(thing, count) {
  const named = { name: nameOf(thing) };
  if (isGallery(thing)) return say('picture_into', named);
  if (count > 1) return say('picture_one', named);
  if (thing.image.at(-1) === 'logo') return say('picture_logo');
  return say(thing.bare.length ? 'picture_instead' : 'picture_here', named);
}

function hide() {
  frame.hidden = true;
  name.textContent = '';
}

/** Which parts of this page can have a picture. */
function sayWhere() {
  const able = things().filter((one) => one.image.length && elementOf(one)).map((one) => (one.kind === 'outline.item' ? parentOf(one) : one));
  const names = [...new Set(able)].map((one) => (one.image.at(-1) === 'logo' ? say('picture_sign') : nameOf(one)));
  tell(say('picture_where', { names: [...new Set(names)].join(', ') }));
}

function dropped(event) {
  hide();
  if (event.defaultPrevented || !carries(event) || written(event)) return;
  event.preventDefault();
  const files = filesOf(event);
  const thing = inPage(event) && takerAt(event, files.length);
  if (!files.length) tell(say('picture_address'));
  else if (thing) put(placeOf(thing), files);
  else sayWhere();
}

/** Nothing of the page itself is dragged: a picture of it would be taken for a file. */
function began(event) {
  if (!edited()) event.preventDefault();
}

/** Listen in a document: that of the editor, and each that the page in its middle loads. */
function attach(here) {
  for (const name of ['dragenter', 'dragover']) here.addEventListener(name, over); // a drop may follow either
  here.addEventListener('drop', dropped);
  here.addEventListener('dragleave', (event) => { if (!event.relatedTarget) hide(); });
}

function attachPage() {
  if (!view.contentDocument) return; // no connection
  attach(view.contentDocument);
  view.contentDocument.addEventListener('dragstart', began);
}

attach(document);
view.addEventListener('load', attachPage);
if (view.contentDocument?.readyState === 'complete') attachPage();
