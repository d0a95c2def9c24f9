// The text in a plain field, where the editor with colours can't be loaded.
import { hunks, linesOf } from './lines.js';

export function plain(host, { label, typed, left }) {
  const field = document.createElement('textarea');
  Object.assign(field, { className: 'plain', spellcheck: false, autocapitalize: 'off', wrap: 'off' });
  field.setAttribute('aria-label', label);
  field.addEventListener('input', typed);
  field.addEventListener('blur', left);
  host.replaceChildren(field);
  const lines = () => linesOf(field.value);
  const offset = (line) => lines().slice(0, line).reduce((sum, one) => sum + one.length + 1, 0);

  return {
    lines,
    set: (fresh) => { field.value = fresh.join('\n'); },
    show(fresh) {
      for (const { start, end, lines: put } of hunks(lines(), fresh).reverse()) {
        const text = put.map((line) => `${line}\n`).join('');
        const [from, to] = [offset(start), offset(end)];
        if (to <= field.value.length) field.setRangeText(text, from, to, 'preserve');
        else field.setRangeText((start ? '\n' : '') + text.slice(0, -1), Math.max(0, from - 1), field.value.length, 'preserve');
      }
    },
    go(line, column, focus) {
      const at = offset(line - 1) + column - 1;
      field.setSelectionRange(at, at);
      if (focus) field.focus();
    },
    mark() {},
    readOnly: (on) => { field.readOnly = on; },
    resize() {},
  };
}
