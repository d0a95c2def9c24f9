// What a control can do beside being typed in: chips, swatches, days of the week, new rows, pictures.
import { ended } from './begun.js';
import { choices } from './panel-choices.js';
import { address, put } from './panel-edits.js';
import { condition } from './panel-condition.js';
import { narrow } from './panel-narrow.js';
import { name } from './panel-name.js';
import { alt, picture, several } from './panel-picture.js';
import { subject } from './panel-subject.js';

const typed = (field) => field.dispatchEvent(new Event('input', { bubbles: true }));
const extra = (control) => JSON.parse(control.dataset.extra ?? '{}');
const act = (edits, what, mark = '') => document.dispatchEvent(new CustomEvent('studio:act', { detail: { edits, what, mark } }));

function colour(control) {
  const [well, field] = control.querySelectorAll('input');
  const take = (value) => { field.value = value; typed(field); };
  well.addEventListener('input', (event) => { event.stopPropagation(); take(well.value); });
  for (const swatch of control.querySelectorAll('.swatch')) {
    swatch.style.setProperty('--swatch', swatch.dataset.colour);
    swatch.addEventListener('click', () => take(swatch.dataset.colour));
  }
}

function hours(control) {
  const rows = [...control.querySelectorAll('.week > li')];
  for (const [index, row] of rows.entries()) {
    const [span, second] = row.querySelectorAll('.span');
    const box = row.querySelector('.open');
    const pause = row.querySelector('.break');
    const fields = [...row.querySelectorAll('.span input')];
    const show = () => {
      span.hidden = !box.checked;
      pause.hidden = !box.checked;
      second.hidden = !box.checked || second.hidden;
    };
    box.addEventListener('change', () => {
      if (box.checked && !fields[0].value) [fields[0].value, fields[1].value] = ['09:00', '18:00'];
      show();
      typed(box);
    });
    pause.addEventListener('click', () => {
      second.hidden = !second.hidden;
      const values = fields.map((one) => one.value);
      if (second.hidden) [fields[1].value, fields[2].value, fields[3].value] = [values[3] || values[1], '', ''];
      else [fields[1].value, fields[2].value, fields[3].value] = ['12:00', '13:00', values[1]];
      typed(box);
    });
    row.querySelector('.same')?.addEventListener('click', () => {
      const above = rows[index - 1];
      box.checked = above.querySelector('.open').checked;
      second.hidden = above.querySelector('.second').hidden;
      fields.forEach((field, at) => { field.value = above.querySelectorAll('.span input')[at].value; });
      show();
      typed(box);
    });
  }
}

/** A new row is made when its text is there: by its button, or by Enter. */
function adding(control) {
  const add = [...control.querySelectorAll('.add[data-add]')].find((one) => one.closest('.control') === control);
  if (!add) return;
  const [field, button] = [add.querySelector('input'), add.querySelector('.add-typed')];
  const path = JSON.parse(control.dataset.path);
  button.addEventListener('click', () => {
    const text = field.value.trim();
    if (!text) return field.focus();
    if (add.dataset.add === 'choice') return field.dispatchEvent(new CustomEvent('studio:added', { bubbles: true })); // panel-choices.js
    act(fresh(control, add, path, text), control.dataset.label, `${control.id} add`);
    field.value = '';
    return ended(field);
  });
  field.dataset.mark = 'add';
  field.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter') return;
    event.preventDefault();
    button.click();
  });
}

function fresh(control, add, path, text) {
  if (add.dataset.add === 'pair') {
    const [kind, { homes }] = [add.querySelector('select').value, extra(control)];
    return put([...path, kind], homes ? address(text, homes[kind]) : text);
  }
  return [{ op: 'add', path, at: Number(add.dataset.at), value: { mail: text } }];
}

const DRESSES = {
  subject, choice: narrow, colour, hours, choices, condition, name, picture, alt, items: several,
};

/** Bring a freshly drawn panel to life. */
export function dress(panel) {
  for (const control of panel.querySelectorAll('.control')) {
    DRESSES[control.dataset.kind]?.(control);
    adding(control);
  }
}
