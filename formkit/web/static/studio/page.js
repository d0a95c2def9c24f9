// The real page in the middle: which one is shown, how wide, and how it follows a change.
import { base, show, showing } from './wire.js';
import { outline, outlined, relocated, reveal, selected, elementOf, unfold } from './selection.js';
import { draw } from './frames.js';
import { attach } from './clicks.js';
import { edited } from './inplace.js';

const DESKTOP = 1280; // CSS pixels
const PHONE = [390, 844];
const narrow = matchMedia('(max-width: 40rem)'); // as in editor.css
const AGAIN_MS = 1000;
const view = document.getElementById('view');
const sheet = view.parentElement;
const stage = sheet.parentElement;
const leaf = document.getElementById('leaf');
const width = document.getElementById('width');
const chosen = (id, usual) => document.getElementById(id)?.value ?? usual;
let latest = ''; // its HTML that was told last, "" since another page was loaded
let turn = 0; // of what is told of the page
let heard = null; // the document in the frame whose clicks are heard
let look = 0; // the next look whether another one is there
const language = document.getElementById('language');

/** The path of a page below the site's root, such as "tr/prices.html". */
function path() {
  const folder = language.selectedIndex > 0 ? `${language.value}/` : '';
  return `${folder}${chosen('leaf', '') || 'index'}.html`;
}

function load() {
  show({ page: path(), scheme: chosen('scheme', 'light') });
  const { page, scheme } = showing();
  const address = `${base}page/${page}?scheme=${scheme}`;
  latest = '';
  turn += 1;
  if (view.hasAttribute('src')) view.contentWindow.location.replace(address); // the browser's Back leaves the editor
  else view.src = address;
  coming(new URL(address, location).href);
}

/** Fields that wait for an answer are seen: here nobody answers. The Tab key stops once, at the page as a whole. */
function prepared(here) {
  here.querySelectorAll('[data-off]').forEach((one) => one.removeAttribute('data-off'));
  here.querySelectorAll('a[href], button, input, select, textarea, summary, audio, video, iframe').forEach((one) => { one.tabIndex = -1; });
  here.body.tabIndex = 0;
  return here;
}

function loaded() {
  const here = view.contentDocument;
  const none = () => !view.contentDocument?.body; // the browser's own page: no connection; or one that was halted
  if (none()) return void setTimeout(() => { if (none()) load(); }, AGAIN_MS);
  if (here === heard) return draw();
  heard = here;
  attach(here, go, known(here, turn));
}

/** Kept when what is in a page is known. */
async function known(here, mine) {
  while (here.readyState === 'loading') await new Promise((on) => { here.addEventListener('readystatechange', on, { once: true }); });
  prepared(here);
  await outlines(mine);
}

/** A page can be clicked long before its last picture has come and the browser says `load`: it is heard from its beginning. */
function coming(address) {
  const here = view.contentDocument;
  cancelAnimationFrame(look);
  const begun = here?.body || here?.readyState === 'complete'; // without a body where it was halted
  if (begun && here !== heard && here.URL === address) loaded();
  else look = requestAnimationFrame(() => coming(address));
}

/** The list of what is on the page; asked for again without a connection, until another page is told of. */
async function outlines(mine) {
  while (mine === turn) {
    try {
      const answer = await fetch(`${base}outline?page=${encodeURIComponent(showing().page)}`, { headers: { Accept: 'application/json' } });
      const fresh = answer.ok && await answer.json();
      if (fresh && mine === turn) follow(fresh);
      return;
    } catch {
      await new Promise((later) => { setTimeout(later, AGAIN_MS); });
    }
  }
}

/** Another page of the site, by its path. */
function go(to) {
  const [, folder, file] = to.match(/^(?:([a-z-]+)\/)?([^/]+)\.html$/) ?? [];
  const slug = file === 'index' ? '' : file;
  if (!file || ![...leaf.options].some((one) => one.value === slug)) return;
  leaf.value = slug;
  if (folder) language.value = folder;
  else language.selectedIndex = 0;
  load();
}

/** What can be chosen in a list; one that is the same stays as it is, open or not. */
function offer(list, offers, value) {
  const before = [...list.options].map((one) => [one.value, one.text]);
  if (JSON.stringify(before) !== JSON.stringify(offers)) list.replaceChildren(...offers.map(([one, name]) => new Option(name, one)));
  list.value = value;
  list.parentElement.hidden = offers.length < 2;
}

function follow(fresh) {
  outlined(fresh);
  document.querySelector('.site').textContent = fresh.name;
  offer(leaf, fresh.leaves.map((one) => [one.leaf, one.name || fresh.name]), fresh.leaf);
  offer(language, fresh.languages.map((code, n) => [code, fresh.natives[n]]), fresh.language);
}

function patch(html) {
  if (!view.contentDocument) return;
  latest = html;
  const fresh = prepared(new view.contentWindow.DOMParser().parseFromString(html, 'text/html'));
  const here = view.contentDocument;
  const styles = (one) => [...one.head.querySelectorAll('style')].map((style) => style.textContent).join('\n');
  if (styles(here) !== styles(fresh)) {
    here.head.querySelectorAll('style').forEach((style) => style.remove());
    here.head.append(...fresh.head.querySelectorAll('style'));
  }
  for (const name of ['lang', 'dir', 'class']) here.documentElement.setAttribute(name, fresh.documentElement.getAttribute(name) ?? '');
  const beforeNodeMorphed = (old) => old !== edited();
  const beforeNodeRemoved = (old) => !(edited() && old.contains(edited()));
  window.Idiomorph.morph(here.body, fresh.body.outerHTML, { callbacks: { beforeNodeMorphed, beforeNodeRemoved } });
  document.dispatchEvent(new CustomEvent('studio:shown'));
}

let shape = '';
/** The page as on a computer or a phone; where there is less room, all of it smaller. On a phone it needs no frame. */
function resized() {
  const phone = width.value === 'phone';
  const edges = phone && !narrow.matches ? 32 : 0;
  const [room, height] = [stage.clientWidth - edges, stage.clientHeight - edges];
  const anew = shape !== `${width.value} ${stage.clientWidth}`; // not when a line of text comes or goes below
  shape = `${width.value} ${stage.clientWidth}`;
  if (room <= 0 || height <= 0) return;
  const wide = phone ? PHONE[0] : Math.max(DESKTOP, room);
  const scale = Math.min(1, room / wide);
  const tall = phone ? Math.min(PHONE[1] * scale, height) : height;
  sheet.dataset.width = width.value;
  sheet.style.width = `${wide * scale}px`;
  sheet.style.height = `${tall}px`;
  view.style.width = `${wide}px`;
  view.style.height = `${tall / scale}px`;
  view.style.transform = scale === 1 ? '' : `scale(${scale})`;
  requestAnimationFrame(() => {
    if (anew) reveal();
    draw();
  });
}

for (const id of ['leaf', 'language', 'scheme']) document.getElementById(id)?.addEventListener('change', load);
width.addEventListener('change', resized);
new ResizeObserver(resized).observe(stage);
if (stage.clientWidth && stage.clientWidth < 640) width.value = 'phone';
resized();
view.addEventListener('load', () => {
  cancelAnimationFrame(look);
  loaded();
});
if (view.hasAttribute('src')) coming(view.src);

addEventListener('pageshow', () => { // after Back the browser chooses again what was chosen before
  if (path() !== showing().page || chosen('scheme', 'light') !== showing().scheme) load();
});
document.addEventListener('studio:written', () => {
  if (latest) patch(latest);
  relocated();
});
document.addEventListener('studio:go', ({ detail }) => go(detail));
document.addEventListener('studio:changed', ({ detail }) => {
  if (detail.late) return load();
  const moved = detail.outline && detail.outline.page !== outline().page;
  if (detail.html && !view.hasAttribute('src')) return load(); // there was no good page before
  if (detail.html) patch(detail.html);
  turn += 1;
  if (detail.outline) follow(detail.outline);
  else relocated();
  const element = selected() && elementOf(selected());
  if (element) unfold(element);
  if (moved) show({ page: detail.outline.page });
  draw();
});
