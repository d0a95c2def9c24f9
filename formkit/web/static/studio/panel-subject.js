// The subject of a mail: words, and answers as chips between them, which are put in, moved and taken out by mouse and keys.
import { filled } from './wire.js';

const make = (name, properties = {}) => Object.assign(document.createElement(name), properties);
const tidy = (text) => text.replace(/\s+/g, ' ').replace(/\}\{/g, '} {').trim();

/** Draws the pieces of the subject in place of the one field with braces. */
export function subject(control) {
  const home = control.querySelector('.pieces');
  const tools = control.querySelector('.tools');
  const { samples } = JSON.parse(control.dataset.extra);
  const say = JSON.parse(home.dataset.words);
  const labels = new Map([...control.querySelectorAll('[data-insert]')].map((one) => [one.dataset.insert, one.textContent]));
  const first = home.querySelector('input');
  const known = (part) => part.startsWith('{') && labels.has(part.slice(1, -1));
  let parts = [];
  let caret = null; // where an answer goes: the number of a text and a place in it; at first its end

  const pieces = (text) => text.split(/(\{[a-z][a-z0-9_-]*\})/).reduce((found, part) => {
    if (known(part)) found.push(part, '');
    else found[found.length - 1] += part;
    return found;
  }, ['']);
  const named = (part) => labels.get(part.slice(1, -1));
  const called = (key, part) => filled(say[key], { name: named(part) });

  function draw() {
    home.replaceChildren(...parts.map((part, n) => (n % 2 ? chip(part, n) : words(part, n))));
    told();
  }

  function told() {
    control.dataset.said = parts.join('');
    const sample = parts.map((part, n) => (n % 2 ? samples[part.slice(1, -1)] ?? named(part) : part)).join('');
    const example = control.querySelector('.sample');
    example.textContent = sample;
    example.parentElement.hidden = !sample;
  }

  function words(text, n) {
    const field = n ? make('input', { type: 'text', autocomplete: 'off', id: `${control.id}-words-${n}`, ariaLabel: say.piece_text }) : first;
    field.value = text;
    sized(field);
    if (n) field.addEventListener('input', () => typed(field));
    field.dataset.piece = n;
    return field;
  }

  const sized = (field) => { field.size = Math.max(field.value.length, parts.length > 1 ? 1 : 20); };

  function typed(field) {
    parts[field.dataset.piece] = field.value;
    sized(field);
    told();
  }

  function chip(part, n) {
    const button = make('button', { type: 'button', className: 'piece', textContent: named(part), id: `${control.id}-piece-${n}`, ariaLabel: called('piece', part) });
    button.dataset.piece = n;
    button.addEventListener('focus', () => offer(n));
    button.addEventListener('click', () => button.focus());
    return button;
  }

  /** The buttons of the chip that was chosen. */
  function offer(n) {
    for (const one of home.querySelectorAll('.piece')) one.setAttribute('aria-pressed', one.dataset.piece === String(n));
    const deeds = [['piece_back', '←', () => moved(n, -1), n > 1 || parts[0]], ['piece_on', '→', () => moved(n, 1), n < parts.length - 2 || parts.at(-1)], ['piece_off', '×', () => off(n), true]];
    tools.replaceChildren(...deeds.map(([key, mark, act, may]) => {
      const button = make('button', { type: 'button', className: 'tool', textContent: mark, title: called(key, parts[n]), ariaLabel: called(key, parts[n]), disabled: !may });
      button.addEventListener('click', act);
      return button;
    }));
    tools.setAttribute('aria-label', named(parts[n]));
    tools.hidden = false;
  }

  /** Before or behind the next answer; where there is none, to the end. */
  function moved(n, way) {
    const to = n + 2 * way;
    const part = parts[n];
    if (parts[to]) [parts[n], parts[to]] = [parts[to], part];
    else {
      const rest = parts.toSpliced(n, 1).join('');
      parts = pieces(tidy(way < 0 ? `${part} ${rest}` : `${rest} ${part}`));
    }
    become(parts[to] === part ? to : way < 0 ? 1 : parts.length - 2);
  }

  function off(n) {
    parts = pieces(tidy(parts.toSpliced(n, 1).join('')));
    become(Math.min(n, parts.length - 2));
  }

  /** The pieces anew, and the file; the focus is on a chip, or in the words where none is left. */
  function become(n) {
    draw();
    const to = n > 0 ? home.querySelector(`.piece[data-piece="${n}"]`) : first;
    tools.hidden = n < 1;
    to.focus();
    first.dispatchEvent(new Event('input', { bubbles: true }));
  }

  /** Who stands in the middle of a word means behind it. */
  const behind = (text, place) => (/\S$/.test(text.slice(0, place)) ? place + text.slice(place).match(/^[\p{L}\p{N}]*/u)[0].length : place);

  function insert(name) {
    const [at, stood] = caret ?? [parts.length - 1, parts.at(-1).length];
    const place = behind(parts[at], stood);
    const [start, end] = [parts[at].slice(0, place), parts[at].slice(place)];
    const before = [...parts.slice(0, at), start].join('').trimEnd();
    const text = tidy(`${before} {${name}} ${[end, ...parts.slice(at + 1)].join('')}`);
    parts = pieces(text);
    caret = null;
    become(pieces(before).length);
  }

  home.addEventListener('focusout', ({ target }) => {
    if (target.matches('input')) caret = [Number(target.dataset.piece), target.selectionStart];
  });
  home.addEventListener('keydown', (event) => {
    const n = Number(event.target.dataset.piece);
    const way = { ArrowLeft: -1, ArrowRight: 1 }[event.key] ?? 0;
    if (event.target.matches('.piece')) pressed(event, n, way);
    else beside(event, n, way);
  });

  function pressed(event, n, way) {
    if (!way && !['Delete', 'Backspace'].includes(event.key)) return;
    event.preventDefault();
    if (!way) off(n);
    else if (event.altKey) moved(n, way);
    else step(n + way, way);
  }

  /** From the edge of the words the keys go on to the chip beside them. */
  function beside(event, n, way) {
    const { selectionStart: start, selectionEnd: end, value } = event.target;
    const to = way || { Backspace: -1, Delete: 1 }[event.key] || 0;
    const edge = start === end && (to < 0 ? start === 0 : end === value.length);
    if (!to || !edge || !parts[n + to] || event.altKey) return;
    event.preventDefault();
    step(n + to, to);
  }

  function step(n, way) {
    const piece = home.querySelector(`[data-piece="${n}"]`);
    piece.focus();
    if (piece.matches('input')) piece.setSelectionRange(...(way > 0 ? [0, 0] : [piece.value.length, piece.value.length]));
  }

  first.addEventListener('input', () => {
    if (parts[0] !== first.value) typed(first);
  });
  for (const one of control.querySelectorAll('[data-insert]')) one.addEventListener('click', () => insert(one.dataset.insert));
  parts = pieces(home.dataset.value);
  draw();
}
