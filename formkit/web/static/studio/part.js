// A part of the Studio whose HTML the server makes: loaded into its pane, again after each change while it is seen.
import { goTo } from './areas.js';
import { base, facts, say } from './wire.js';

/** The nodes of a piece of HTML that our server made. */
export const html = (text) => new DOMParser().parseFromString(text, 'text/html').body.childNodes;

/** Puts the HTML of `path` (below the site's own) into the pane; the focus, and the elements with the ids of `keep`, stay. */
export async function fill(pane, path, keep = []) {
  const answer = await fetch(base + path).catch(() => null);
  if (!answer?.ok) {
    document.dispatchEvent(new CustomEvent('studio:status', { detail: 'unread' }));
    if (!pane.hasChildNodes()) pane.textContent = say('unread');
    return;
  }
  const fresh = html(await answer.text());
  const kept = keep.map((id) => document.getElementById(id)).filter(Boolean);
  const focused = pane.contains(document.activeElement) ? document.activeElement.id : '';
  pane.replaceChildren(...fresh);
  for (const one of kept) document.getElementById(one.id)?.replaceWith(one);
  if (focused) document.getElementById(focused)?.focus();
}

/** Calls `load` now, and whenever the file is another: at once while the pane is seen, else when it is seen again. */
export function follow(pane, load) {
  let stale = false;
  let known = facts.heard;
  document.addEventListener('studio:changed', ({ detail }) => {
    if (detail.version === known) return; // what is filled in there stays
    known = detail.version;
    stale = pane.hidden;
    if (!stale) load();
  });
  document.addEventListener('studio:tab', ({ detail }) => {
    if (detail !== pane.id || !stale) return;
    stale = false;
    load();
  });
  pane.addEventListener('click', ({ target }) => lead(target.closest('[data-path], [data-open]')));
  return load();
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
