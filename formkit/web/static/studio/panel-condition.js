// A condition told as a sentence: Show it when [Topic] is [Complaint] or [Praise].
import { put, take } from './panel-edits.js';

const make = (name, properties = {}, ...children) => {
  const node = Object.assign(document.createElement(name), properties);
  node.append(...children);
  return node;
};

const begun = new Map(); // sentences without an answer yet, by the place of their control: they outlive a panel drawn anew

/** Draws the sentence of a control, and says what it becomes. */
export function condition(control) {
  const home = control.querySelector('.sentence');
  const { fields } = JSON.parse(control.dataset.extra);
  const path = JSON.parse(control.dataset.path);
  const rows = JSON.parse(home.dataset.value);
  rows.push(...(begun.get(control.dataset.path) ?? []).filter((one) => !rows.some((row) => row.field === one.field)));
  const say = JSON.parse(home.dataset.words);

  const send = () => {
    const said = rows.filter((row) => row.values.length);
    const value = Object.fromEntries(said.map((row) => [row.field, row.values.length === 1 ? row.values[0] : row.values]));
    const edits = said.length ? put(path, value) : take(path);
    document.dispatchEvent(new CustomEvent('studio:act', { detail: { edits, what: control.dataset.label } }));
  };
  const draw = () => {
    begun.set(control.dataset.path, rows.filter((row) => !row.values.length));
    home.replaceChildren(...rows.map(sentence), ...more());
  };

  function sentence(row, index) {
    const field = fields.find((one) => one.name === row.field) ?? { name: row.field, label: row.field, choices: [] };
    const which = make('select', { ariaLabel: say.condition_field });
    const free = fields.filter((one) => one === field || !rows.some((other) => other.field === one.name));
    for (const one of free.includes(field) ? free : [field, ...free]) {
      which.append(make('option', { value: one.name, textContent: one.label, selected: one === field }));
    }
    which.addEventListener('change', () => {
      rows[index] = { field: which.value, values: [] };
      draw();
      home.querySelectorAll('.when select')[index]?.focus();
    });
    const gone = make('button', { type: 'button', className: 'tool', textContent: '✕', ariaLabel: say.remove });
    gone.addEventListener('click', () => {
      rows.splice(index, 1);
      draw();
      send();
      home.querySelector('select, button')?.focus();
    });
    const lead = make('span', { textContent: index ? say.and_when : home.dataset.when });
    return make('div', { className: 'when' }, make('div', { className: 'row' }, lead, which, make('span', { textContent: say.is }), gone), answers(row, field));
  }

  function answers(row, field) {
    if (!field.choices.length) return written(row);
    const box = make('div', { className: 'chips', role: 'group', ariaLabel: say.condition_values });
    for (const one of field.choices) {
      const has = () => row.values.findIndex((value) => String(value) === String(one.value));
      const tick = make('input', { type: 'checkbox', checked: has() >= 0 });
      tick.addEventListener('change', () => {
        if (tick.checked) row.values.push(one.value);
        else row.values.splice(has(), 1);
        send();
      });
      box.append(make('label', { className: 'chip' }, tick, ` ${one.label}`));
    }
    return box;
  }

  function written(row) {
    const field = make('input', { type: 'text', value: row.values.join(', '), ariaLabel: say.condition_values });
    field.addEventListener('change', () => {
      row.values = field.value.split(',').map((one) => one.trim()).filter(Boolean);
      send();
    });
    return field;
  }

  function more() {
    const left = fields.filter((one) => !rows.some((row) => row.field === one.name));
    if (!left.length) return rows.length ? [] : [make('p', { className: 'soft', textContent: say.show_always })];
    const button = make('button', { type: 'button', className: 'quiet small', textContent: rows.length ? say.add_condition_more : say.add_condition });
    button.addEventListener('click', () => {
      rows.push({ field: (left.find((one) => one.choices.length) ?? left[0]).name, values: [] });
      draw();
      home.querySelector('.when:last-of-type select')?.focus();
    });
    const always = rows.length ? [] : [make('p', { className: 'soft', textContent: say.show_always })];
    return [...always, button];
  }

  home.addEventListener('input', (event) => event.stopPropagation());
  draw();
}
