// The tab "mail": the mails of an example, anew for each answer that is chosen.
import { fill, follow } from './part.js';

export function open(pane) {
  const load = () => {
    const chosen = new URLSearchParams([...new FormData(pane.querySelector('form.asked') ?? undefined)]);
    const form = chosen.get('form');
    chosen.delete('form');
    return fill(pane, `mail${form ? `/${form}` : ''}?${chosen}`);
  };
  pane.addEventListener('change', load);
  return follow(pane, load);
}
