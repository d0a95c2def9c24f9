// A condition told as a sentence: Show it when [Topic] is [Complaint] or [Praise]. The order of its words is the language's.
import { put, take } from './panel-edits.js';

const make = (name, properties = {}, ...children) => {
  const node = Object.assign(document.createElement(name), properties);
  node.append(...children);
  return node;
};
const word = (text) => (text ? make('span', { textContent: text }) : '');

const begun = new Map(); // sentences without an answer yet, by the place of their control: they outlive a panel drawn anew

/** Draws the sentence of a control, and says what it becomes. */
export function condition(control) {
  const home = control.querySelector('.sentence');
  const { fields } = JSON.parse(control.dataset.extra);
  const path = JSON.parse(control.dataset.path);
  const rows = JSON.parse(home.dataset.value);
  rows.push(...(begun.get(control.dataset.path) ?? []).filter((one) => !rows.some((row) => row.field === one.field)));
  const say = JSON.parse(home.dataset.words);
  const [before, after] = say.whole.split('{conditions}').map((part) => part.trim());

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
  const known = (name) => fields.find((one) => one.name === name) ?? { name, label: name, said: 'one', typed: 'text', choices: [] };

  function sentence(row, index) {
    const field = known(row.field);
    const parts = { '{field}': () => asked(row, index, field), '{values}': () => answers(row, index, field) };
    const words = say[`if_${field.said}`].split(/(\{\w+\})/).map((part) => part.trim()).filter(Boolean);
    const said = words.map((part) => parts[part]?.() ?? word(part));
    const last = index === rows.length - 1 ? after : '';
    return make('div', { className: 'when' }, word(index ? say.if_and : before), ...said, word(last), gone(index));
  }

  function asked(row, index, field) {
    const which = make('select', { id: `${control.id}-field-${index}`, ariaLabel: say.condition_field });
    const free = fields.filter((one) => one.name === field.name || !rows.some((other) => other.field === one.name));
    for (const one of free.some((other) => other.name === field.name) ? free : [field, ...free]) {
      which.append(make('option', { value: one.name, textContent: one.label, selected: one.name === field.name }));
    }
    which.addEventListener('change', () => {
      rows[index] = { field: which.value, values: [] };
      draw();
      document.getElementById(which.id)?.focus();
    });
    return which;
  }

  function gone(index) {
    const button = make('button', { type: 'button', className: 'tool', textContent: '×', ariaLabel: say.remove, title: say.remove });
    button.addEventListener('click', () => {
      rows.splice(index, 1);
      draw();
      send();
      home.querySelector('select, button')?.focus();
    });
    return button;
  }

  function answers(row, index, field) {
    const box = make('div', { className: 'chips', role: 'group', ariaLabel: say.condition_values });
    const strange = row.values.filter((value) => !field.choices.some((one) => String(one.value) === String(value)));
    const all = field.choices.length ? [...field.choices, ...strange.map((value) => ({ value, label: value }))] : [];
    const offered = all.map((one, n) => ticked(row, one, `${control.id}-${index}-${n}`));
    box.append(...(offered.length ? offered : written(row, index, field)));
    return box;
  }

  function ticked(row, one, id) {
    const has = () => row.values.findIndex((value) => String(value) === String(one.value));
    const tick = make('input', { type: 'checkbox', checked: has() >= 0, id });
    tick.addEventListener('change', () => {
      if (tick.checked) row.values.push(one.value);
      else row.values.splice(has(), 1);
      send();
    });
    return make('label', { className: 'chip' }, tick, ` ${one.label}`);
  }

  /** An answer in each box, and an empty one for one more. */
  function written(row, index, field) {
    return [...row.values, ''].flatMap((value, n) => {
      const box = make('input', { type: field.typed, value, id: `${control.id}-${index}-${n}`, ariaLabel: say.condition_values, step: 'any' });
      box.addEventListener('change', () => {
        row.values.splice(n, 1, ...(box.value.trim() ? [box.value.trim()] : []));
        send();
      });
      return n ? [word(say.if_or), box] : [box];
    });
  }

  function more() {
    const left = fields.filter((one) => !rows.some((row) => row.field === one.name));
    const always = rows.length ? [] : [make('p', { className: 'soft', textContent: say.show_always })];
    if (!left.length) return always;
    const button = make('button', { type: 'button', className: 'quiet small', textContent: rows.length ? say.add_condition_more : say.add_condition });
    button.addEventListener('click', () => {
      rows.push({ field: (left.find((one) => one.choices.length) ?? left[0]).name, values: [] });
      draw();
      home.querySelector('.when:last-of-type select')?.focus();
    });
    return [...always, button];
  }

  home.addEventListener('input', (event) => event.stopPropagation());
  draw();
}
