// A part of the Studio whose HTML the server makes: loaded into its pane, again after each change while it is seen.
import { goTo } from './areas.js';
import { base, facts, say, stateName } from './wire.js';

/** The nodes of a piece of HTML that our server made. */
export const html = (text) => new DOMParser().parseFromString(text, 'text/html').body.childNodes;

const turns = new WeakMap(); // what was asked for last, by pane

/** Puts the HTML of `path` (below the site's own) into the pane; the focus, and the elements with the ids of `keep`, stay. Says whether there was an answer. */
export async function fill(pane, path, keep = []) {
  const turn = {};
  turns.set(pane, turn);
  const answer = await fetch(base + path).catch(() => null);
  const text = answer?.ok ? await answer.text() : null;
  if (turns.get(pane) !== turn) return true; // something else was asked for since
  if (text === null) {
    document.dispatchEvent(new CustomEvent('studio:status', { detail: 'unread' }));
    if (!pane.hasChildNodes()) pane.textContent = say('unread');
    return false;
  }
  document.dispatchEvent(new CustomEvent('studio:online'));
  const fresh = html(text);
  const kept = keep.map((id) => document.getElementById(id)).filter(Boolean);
  const focused = pane.contains(document.activeElement) ? document.activeElement.id : '';
  pane.replaceChildren(...fresh);
  for (const one of kept) document.getElementById(one.id)?.replaceWith(one);
  if (focused) document.getElementById(focused)?.focus();
  return true;
}

/** Calls `load` now, and whenever the file is another: at once while the pane is seen, else when it is seen again. */
export function follow(pane, load) {
  let stale = false;
  let known = stateName({ version: facts.heard, noted: facts.noted });
  const loaded = async () => {
    if (await load() === false) stale = true; // it is tried again when the pane is seen again
  };
  document.addEventListener('studio:changed', ({ detail }) => {
    if (stateName(detail) === known) return; // what is filled in there stays
    known = stateName(detail);
    stale = pane.hidden;
    if (!stale) loaded();
  });
  document.addEventListener('studio:tab', ({ detail }) => {
    if (detail !== pane.id || !stale) return;
    stale = false;
    loaded();
  });
  pane.addEventListener('click', ({ target }) => lead(target.closest('[data-path], [data-open]')));
  return loaded();
}

/** Leads to the place that a button names: a tab, and what to select there. */
function lead(button) {
  if (!button) return;
  const { open = 'page', path } = button.dataset;
  document.dispatchEvent(new CustomEvent('studio:open', { detail: open }));
  if (!path) return;
  document.dispatchEvent(new CustomEvent('studio:selected', { detail: { path: JSON.parse(path), enter: true } }));
  document.dispatchEvent(new CustomEvent('studio:select', { detail: { path: JSON.parse(path) } }));
  goTo('panel');
}
