// A part of the Studio whose HTML the server makes: loaded into its pane, again after each change while it is seen.
import { base } from './wire.js';

/** Puts the HTML of `path` (below the site's own) into the pane; the focus stays where it was, by its id. */
export async function fill(pane, path) {
  const answer = await fetch(base + path).catch(() => null);
  if (!answer?.ok) {
    document.dispatchEvent(new CustomEvent('studio:status', { detail: 'unread' }));
    return;
  }
  const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html');
  const focused = pane.contains(document.activeElement) ? document.activeElement.id : '';
  pane.replaceChildren(...fresh.body.childNodes);
  if (focused) document.getElementById(focused)?.focus();
}

/** Calls `load` now, and whenever the file is another: at once while the pane is seen, else when it is seen again. */
export function follow(pane, load) {
  let stale = false;
  document.addEventListener('studio:changed', () => {
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
  if (path) document.dispatchEvent(new CustomEvent('studio:selected', { detail: { path: JSON.parse(path) } }));
}

