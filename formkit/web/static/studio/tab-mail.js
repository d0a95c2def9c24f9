// The tab "mail": the mails of an example, anew for each answer that is chosen.
import { asking } from './asked.js';
import { fill, follow } from './part.js';

export function open(pane) {
  const load = asking(pane, (form, chosen) => fill(pane, `mail${form ? `/${form}` : ''}?${chosen}`));
  pane.addEventListener('change', load);
  return follow(pane, load);
}
