// Another name in the data: judged as it is typed, changed by its button or by Enter.
import { ended } from './begun.js';
import { planned } from './panel-plan.js';

/** Lets a control give what it is of another name, everywhere it is named. */
export function name(control) {
  const field = control.querySelector('input');
  const button = control.querySelector('.rename');
  const told = control.querySelector('.errors');
  const path = JSON.parse(control.dataset.path);
  const { taken, letters, told: words } = JSON.parse(control.dataset.extra);

  function judged() {
    const wrong = !new RegExp(`^(?:${letters})$`).test(field.value) ? words.letters : taken.includes(field.value) ? words.taken : '';
    tell(wrong);
    return !wrong;
  }

  function tell(wrong) {
    told.replaceChildren(...(wrong ? [Object.assign(document.createElement('p'), { className: 'error', textContent: wrong })] : []));
    if (wrong) field.setAttribute('aria-invalid', 'true');
    else field.removeAttribute('aria-invalid');
  }

  async function rename() {
    if (!judged() || field.value === field.defaultValue) return;
    const plan = await planned({ do: 'name', path, to: field.value });
    if (plan.message) return tell(`${plan.message} ${plan.hint ?? ''}`);
    ended(field);
    const detail = { edits: plan.edits, seen: plan.version, what: control.dataset.label, then: plan.select, stand: 'id' };
    document.dispatchEvent(new CustomEvent('studio:act', { detail }));
  }

  field.addEventListener('input', (event) => { event.stopPropagation(); judged(); });
  field.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter') return;
    event.preventDefault();
    rename();
  });
  button.addEventListener('click', rename);
}
