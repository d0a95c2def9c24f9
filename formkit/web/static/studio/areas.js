// The areas of the editor. F6 goes from one to the next, so do the links at the top; a narrow window shows its column.
import { rove } from './roving.js';

const page = document.getElementById('page');
const view = document.getElementById('view');
const AREAS = [
  { name: 'tabs', place: '.tabs', first: '[aria-selected=true]' },
  { name: 'broken', place: '#broken', first: 'button' },
  { name: 'outline', place: '.tree', first: '#outline .thing[tabindex="0"]', column: 'left' },
  { name: 'palette', place: '#palette', first: '#sought', column: 'left' },
  { name: 'page', place: '.middle', first: '#view', column: 'middle' },
  { name: 'panel', place: '.right', first: '.panel h2', column: 'right' },
  { name: 'told', place: '#told', first: 'button' },
];
const PANE = { name: 'pane', place: '.pane:not([hidden])', first: 'a[href], button:enabled, input:enabled, select, textarea' };

const around = () => (page.hidden ? [...AREAS.slice(0, 2), PANE] : AREAS);
const within = (area) => [...document.querySelectorAll(`${area.place} :is(${area.first})`)].find((one) => !one.closest('[hidden]'));

/** On narrow windows one of the three columns is shown at a time. */
export function show(column) {
  page.dataset.show = column;
  for (const one of page.querySelectorAll('.switch button')) one.setAttribute('aria-pressed', one.dataset.show === column);
}

/** To where an area begins. Says whether it is there. */
export function goTo(name) {
  const area = around().find((one) => one.name === name);
  const first = area && within(area);
  if (!first) return false;
  if (area.column) show(area.column);
  if (first === view) view.contentDocument?.body?.focus();
  else first.focus();
  if (first === view) view.parentElement.scrollIntoView({ block: 'nearest' });
  first.select?.(); // what is typed next takes the place of an old search
  return true;
}

/** To what is selected, in the column that is seen. */
export function settle() {
  const column = ['outline', 'page', 'panel'].find((name) => document.querySelector(AREAS.find((one) => one.name === name).place).checkVisibility());
  goTo(column ?? 'tabs');
}

function onward(way) {
  const all = around();
  const here = all.findIndex((one) => document.querySelector(one.place)?.contains(document.activeElement));
  const from = here < 0 && way < 0 ? 0 : here;
  for (let step = 1; step <= all.length; step += 1) {
    if (goTo(all[(from + way * step + all.length * 2) % all.length].name)) return;
  }
}

/** Listen for the keys of the areas in a document: the editor's, or one in a frame of it. */
export function listen(here) {
  here.addEventListener('keydown', (event) => {
    if (event.key !== 'F6' || document.querySelector('dialog[open]')) return;
    event.preventDefault();
    onward(event.shiftKey ? -1 : 1);
  }, true);
}

/** The page in the middle: its edge shows that the keyboard is at it as a whole. */
export function listenInPage(here) {
  listen(here);
  const held = () => view.parentElement.toggleAttribute('data-held', here.hasFocus() && here.body.matches(':focus-visible'));
  for (const name of ['focus', 'blur']) here.defaultView.addEventListener(name, held, true);
}

listen(document);
for (const button of page.querySelectorAll('.switch button')) button.addEventListener('click', () => show(button.dataset.show));
for (const link of document.querySelectorAll('.skips [data-area]')) {
  link.addEventListener('click', (event) => {
    event.preventDefault();
    document.dispatchEvent(new CustomEvent('studio:open', { detail: 'page' }));
    goTo(link.dataset.area);
  });
}

rove(document.getElementById('outline'), '.thing');
rove(document.getElementById('entries'), 'summary, .entry', { usual: '.entry' });
for (const bar of document.querySelectorAll('#deeds, #chosen .bar')) rove(bar, 'button:not([data-deed=drag])', { across: true });

// the list of all keys
const keys = document.getElementById('keys');
for (const one of document.querySelectorAll('[data-keys]')) {
  one.addEventListener('click', (event) => {
    event.preventDefault();
    keys.showModal();
  });
}
