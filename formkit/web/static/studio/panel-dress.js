// What a control can do beside being typed in: chips, swatches, days of the week, new rows, pictures.
import { choices } from './panel-choices.js';
import { put } from './panel-edits.js';
import { condition } from './panel-condition.js';
import { narrow } from './panel-narrow.js';
import { name } from './panel-name.js';
import { alt, picture, several } from './panel-picture.js';

const typed = (field) => field.dispatchEvent(new Event('input', { bubbles: true }));
const extra = (control) => JSON.parse(control.dataset.extra ?? '{}');
const act = (edits, what, mark = '') => document.dispatchEvent(new CustomEvent('studio:act', { detail: { edits, what, mark } }));

function chips(control) {
  const field = control.querySelector('input');
  let stood = false; // where nobody stood in the text yet, an answer goes to its end
  field.addEventListener('focus', () => { stood = true; });
  for (const chip of control.querySelectorAll('[data-insert]')) {
    chip.addEventListener('click', () => {
      const [start, end] = stood ? between(field) : [field.value.length, field.value.length];
      const before = start && !/\s$/.test(field.value.slice(0, start)) ? ' ' : '';
      const after = /^[\p{L}\p{N}{]/u.test(field.value.slice(end)) ? ' ' : '';
      field.setRangeText(`${before}${chip.dataset.insert}${after}`, start, end, 'end');
      typed(field);
      field.focus();
    });
  }
}

/** Where somebody stands in a text; in the middle of a word, behind that word. */
function between({ value, selectionStart: start, selectionEnd: end }) {
  const rest = start === end && /\S$/.test(value.slice(0, start)) ? value.slice(start).match(/^[\p{L}\p{N}_}]*/u)[0].length : 0;
  return [start + rest, end + rest];
}

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
    if (add.dataset.add === 'choice') control.dispatchEvent(new CustomEvent('studio:added', { detail: text }));
    else act(fresh(control, add, path, text), control.dataset.label, `${control.id} add`);
    field.value = '';
  });
  field.dataset.mark = 'add';
  field.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter') return;
    event.preventDefault();
    button.click();
  });
}

function fresh(control, add, path, text) {
  if (add.dataset.add === 'pair') return put([...path, add.querySelector('select').value], text);
  const rows = control.querySelectorAll('.rows > li').length;
  return rows ? [{ op: 'add', path, at: rows, value: { mail: text } }] : put(path, text);
}

const DRESSES = {
  subject: chips, choice: narrow, colour, hours, choices, condition, name, picture, alt, items: several,
};

/** Bring a freshly drawn panel to life. */
export function dress(panel) {
  for (const control of panel.querySelectorAll('.control')) {
    DRESSES[control.dataset.kind]?.(control);
    adding(control);
  }
}
