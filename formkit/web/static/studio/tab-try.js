// The tab "try": the real form in a frame, and beside it what arrives, without loading anything anew by hand.
import { listen } from './areas.js';
import { asking } from './asked.js';
import { fill, follow, html as nodes } from './part.js';
import { base } from './wire.js';

const LOOK_MS = 1500;
let seen = '';

export function open(pane) {
  const load = asking(pane, async (form, chosen) => {
    seen = '';
    const there = await fill(pane, `try${form ? `/${form}` : ''}?${chosen}`);
    const frame = pane.querySelector('iframe');
    frame?.addEventListener('load', () => { if (frame.contentDocument) listen(frame.contentDocument); });
    await look(pane);
    return there;
  });
  pane.addEventListener('change', load);
  pane.addEventListener('click', ({ target }) => { if (target.closest('[data-again]')) load(); });
  setInterval(() => { if (!pane.hidden && !document.hidden) look(pane); }, LOOK_MS);
  return follow(pane, load);
}

async function look(pane) {
  const place = pane.querySelector('.arrived');
  if (!place) return;
  const answer = await fetch(`${base}arrived/${place.dataset.form}`).catch(() => null);
  const text = answer?.ok ? await answer.text() : seen;
  if (text === seen || !place.isConnected) return;
  seen = text;
  place.replaceChildren(...nodes(text));
  const newest = place.querySelector('.newest');
  pane.querySelector('[role=status]').textContent = newest ? newest.innerText : '';
}
