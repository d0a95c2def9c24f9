// The tabs that show one form, the mail and the trial: which one, and what was chosen above it.
import { formSelected } from './selection.js';

/** Calls `show` with a form's id ("" for the first) and what was chosen: a form that is selected on the page anew goes first. */
export function asking(pane, show) {
  let known = '';
  const fresh = () => formSelected() !== '' && formSelected() !== known;
  const load = () => {
    const chosen = new URLSearchParams([...new FormData(pane.querySelector('form.asked') ?? undefined)]);
    const form = fresh() ? formSelected() : chosen.get('form') ?? '';
    if (fresh()) [...chosen.keys()].filter((name) => name !== 'language').forEach((name) => chosen.delete(name));
    known = formSelected() || known;
    chosen.delete('form');
    return show(form, chosen);
  };
  document.addEventListener('studio:tab', ({ detail }) => { if (detail === pane.id && fresh()) load(); });
  return load;
}
