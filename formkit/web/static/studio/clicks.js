// What the mouse and the keyboard do in the page: select, begin to write, go to another page. Nothing is sent.
import { listenInPage } from './areas.js';
import { showing, undone } from './wire.js';
import { copy, remove, step } from './deeds.js';
import { draggedInPage } from './drag.js';
import { hover, draw } from './frames.js';
import { select, selected, thingAt } from './selection.js';
import { begin, beginFirst, edited } from './inplace.js';

/** Listen in a document of the page; `go` shows another page by its path, `known` is kept when its list has come. */
export function attach(here, go, known) {
  listenInPage(here);
  draggedInPage(here);
  here.addEventListener('click', (event) => clicked(event, go, known), true);
  here.addEventListener('dblclick', async (event) => {
    event.preventDefault();
    await known;
    if (here.defaultView) begin(event.target);
  }, true);
  here.addEventListener('auxclick', (event) => event.preventDefault(), true);
  here.addEventListener('submit', (event) => event.preventDefault(), true);
  here.addEventListener('mousemove', (event) => { if (!edited()) hover(thingAt(event.target)); });
  here.documentElement.addEventListener('mouseleave', () => hover(null));
  here.addEventListener('scroll', draw, { capture: true, passive: true });
  here.addEventListener('keydown', (event) => pressed(event));
  here.addEventListener('toggle', draw, true);
  here.defaultView.addEventListener('resize', draw);
}

async function clicked(event, go, known) {
  if (edited()?.contains(event.target)) return;
  const link = event.target.closest('a[href]');
  event.preventDefault();
  const to = link && pageOf(link);
  if (to && to !== showing().page) return go(to);
  await known;
  if (!event.target.ownerDocument.defaultView) return; // another page has come
  const thing = thingAt(event.target);
  if (thing !== selected()) select(thing ?? null);
}

/** The path of the page of this site that a link leads to, or nothing. */
function pageOf(link) {
  if (link.closest('main')) return '';
  const [, path] = new URL(link.href, link.baseURI).pathname.split('/page/');
  return path?.endsWith('.html') ? path : '';
}

function pressed(event) {
  if (edited()) return;
  const thing = selected();
  const arrow = event.altKey && { ArrowUp: -1, ArrowDown: 1 }[event.key];
  if (event.key === 'Escape') select(null);
  if (thing && event.key === 'Delete') remove(thing);
  if (thing && arrow) step(thing, arrow);
  const twice = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'd';
  if (thing && twice) copy(thing);
  if (arrow || twice || undone(event)) event.preventDefault();
  if (event.key === 'Enter' && selected() && !event.target.closest('a, button, input, select, textarea, summary')) {
    event.preventDefault();
    beginFirst(selected());
  }
}
