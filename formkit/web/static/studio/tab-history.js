// The tab with the history: versions to look at, and the way back to one.
import { rove } from './roving.js';
import { base, move, say, showing } from './wire.js';

const CALM_MS = 300; // after a change, until the list is asked for anew

let pane;
let chosen = '';
let timer;

export async function open(place) {
  pane = place;
  pane.addEventListener('click', clicked);
  rove(pane, '.past-list button');
  document.addEventListener('studio:changed', later);
  document.addEventListener('studio:tab', later);
  await refresh();
}

function later() {
  clearTimeout(timer);
  if (!pane.hidden) timer = setTimeout(refresh, CALM_MS);
}

async function part(path) {
  const answer = await fetch(base + path).catch(() => null);
  return answer?.ok ? new DOMParser().parseFromString(await answer.text(), 'text/html').body : null;
}

/** The list anew; what is looked at stays. Says whether there was an answer. */
async function refresh() {
  const fresh = await part('history');
  if (!fresh && !pane.hasChildNodes()) pane.textContent = say('unread');
  if (!fresh) return false;
  const list = pane.querySelector('.past-list');
  const focused = document.activeElement?.dataset?.number;
  if (list) list.replaceWith(fresh.querySelector('.past-list'));
  else pane.replaceChildren(...fresh.childNodes);
  mark();
  if (focused) pane.querySelector(`button[data-number="${focused}"]`)?.focus();
  return true;
}

function mark() {
  for (const one of pane.querySelectorAll('button[data-number]')) {
    if (one.dataset.number === chosen) one.setAttribute('aria-current', 'true');
    else one.removeAttribute('aria-current');
  }
}

async function clicked({ target }) {
  const button = target.closest('button');
  if (button?.dataset.number) await look(button.dataset.number);
  else if (button?.dataset.restore) await restore(button);
}

async function look(number) {
  chosen = number;
  mark();
  const fresh = await part(`history/${number}`);
  if (chosen !== number) return;
  const shown = pane.querySelector('.past-one');
  shown.replaceChildren(...fresh ? fresh.childNodes : [say('unread')]); // another one is not restored by mistake
  shown.scrollTop = 0;
  pane.querySelector('[role=status]').textContent = fresh ? heading() : say('unread');
  const place = pane.querySelector('.past-page');
  if (place) place.append(await framed(number));
}

const heading = () => [...pane.querySelectorAll('.past-one h3, .past-one h3 + p')].map((one) => one.textContent).join(', ');

/** The page of a version: the one that the editor shows, where there was one; else the first. */
async function framed(number) {
  const { page, scheme } = showing();
  const address = (name) => `${base}history/${number}/page/${name}?scheme=${scheme}`;
  const there = await fetch(address(page)).catch(() => null);
  const frame = document.createElement('iframe');
  frame.title = heading();
  frame.src = address(there?.ok ? page : 'index.html');
  return frame;
}

async function restore(button) {
  if (button.ariaDisabled === 'true') return;
  button.ariaDisabled = true;
  await move('restore', { number: Number(button.dataset.restore) });
  if (!await refresh()) {
    button.ariaDisabled = false; // no connection: it may be tried again
    return;
  }
  await look(pane.querySelector('[data-here]')?.dataset.number ?? chosen);
  if (pane.contains(document.activeElement) || document.activeElement === document.body) pane.querySelector('.past-one').focus();
}
