// The tab with the translations: a cell for each text and language. What is typed is saved at once.
import { plain } from './letters.js';
import { rove } from './roving.js';
import { base, change, facts, filled, move, quiet, refetch, say } from './wire.js';
import { age, bare, editsOf, follow, keyOf, lacks, older, rowOf, same, shown, typing } from './texts-cells.js';
import { lead } from './texts-lead.js';

const CALM_MS = 150; // after a change, until the table is asked for anew

let pane;
let words = {};
let state = 0; // of the file, as far as this tab has heard
let drawn = -1; // the state that the table shows
let runs = 0;
let added = ''; // the language whose first cell is waited for
let lately = ''; // what was done, until something is typed
let timer;

const all = (what) => [...pane.querySelectorAll(what)];
const cells = () => all('textarea');
const waits = (cell) => lacks(cell) || older(cell);
const fill = (name, values) => filled(words[name], values);

export async function open(place) {
  pane = place;
  pane.addEventListener('input', ({ target }) => {
    lately = '';
    if (target.matches('textarea')) typed(target);
    else sift();
  });
  pane.addEventListener('focusin', () => { runs += 1; });
  pane.addEventListener('focusout', ({ target }) => { if (target.matches('textarea') && !editsOf(target)) restore(target); });
  pane.addEventListener('keydown', moved);
  pane.addEventListener('click', clicked);
  document.addEventListener('studio:changed', later);
  document.addEventListener('studio:tab', soon);
  await refresh();
}

function later() {
  state += 1;
  soon();
}

function soon() {
  clearTimeout(timer);
  if (!pane.hidden && drawn !== state) timer = setTimeout(refresh, CALM_MS);
}

async function refresh() {
  const asked = state;
  const answer = await fetch(`${base}texts`).catch(() => null);
  const fresh = answer?.ok && new DOMParser().parseFromString(await answer.text(), 'text/html').body;
  if (!fresh && !pane.hasChildNodes()) pane.textContent = say('unread');
  if (!fresh || asked !== state) return;
  const { version, more } = fresh.querySelector('.texts')?.dataset ?? facts;
  drawn = more === undefined ? asked : -1; // versions are still to be read
  if (version !== facts.version && quiet()) await refetch().catch(() => {});
  count(shape(fresh) === shape(pane) ? renew(fresh) : redraw(fresh));
  sift();
  soon();
  if (added && (next(null, added) || first(added))) added = '';
}

/** Which rows and columns there are: while they stay, no cell is drawn anew. */
function shape(root) {
  const rows = [...root.querySelectorAll('tr[data-path], th[data-language]')];
  return rows.map((row) => row.dataset.path ?? row.dataset.language).join('\n') || root;
}

/** Says what is wrong in the cell that is written in. */
function renew(fresh) {
  let heard = '';
  const rows = fresh.querySelectorAll('tr');
  all('tr').forEach((row, index) => {
    const news = rows[index];
    row.toggleAttribute('data-same', same(news));
    if (news.dataset.where) row.dataset.where = news.dataset.where;
    if (row.parentElement.tagName === 'TBODY' && !row.cells[0].isEqualNode(news.cells[0])) row.cells[0].replaceWith(news.cells[0]);
    const cells = news.querySelectorAll('textarea');
    row.querySelectorAll('textarea').forEach((cell, column) => {
      cell.placeholder = cells[column].placeholder;
      cell.ariaLabel = cells[column].ariaLabel;
      follow(cell, cells[column].value);
      heard ||= judge(cell, cells[column]);
      age(cell, cells[column]);
    });
  });
  return heard;
}

/** What the Studio says of the words in a cell stands below it; returned where it is new to who writes there. */
function judge(cell, fresh) {
  const [told, news] = [cell, fresh].map((one) => one.parentElement.querySelector('.told'));
  if (!told || !editsOf(cell)) return '';
  const heard = cell === document.activeElement && told.textContent !== news.textContent ? news.textContent : '';
  if (!told.isEqualNode(news)) told.replaceWith(news.cloneNode(true));
  if (fresh.ariaInvalid) cell.setAttribute('aria-invalid', 'true');
  else cell.removeAttribute('aria-invalid');
  return heard;
}

function redraw(fresh) {
  const here = document.activeElement?.closest?.('textarea');
  const before = here && pane.contains(here) ? { key: keyOf(here), at: here.selectionStart } : null;
  const kept = new Map(cells().filter(typing).map((one) => [keyOf(one), one.value]));
  const sieve = ['texts-search', 'texts-show'].map((id) => [id, document.getElementById(id)?.value]);
  pane.replaceChildren(...fresh.childNodes);
  const root = pane.querySelector('.texts');
  if (!root) return;
  words = JSON.parse(root.dataset.words);
  const speakable = pane.querySelector('.texts-add');
  if (speakable) rove(speakable, 'button', { across: true });
  for (const [id, value] of sieve) if (value && document.getElementById(id)) document.getElementById(id).value = value;
  for (const cell of cells()) {
    cell.value = kept.get(keyOf(cell)) ?? cell.value;
    if (before?.key !== keyOf(cell)) continue;
    cell.focus();
    cell.setSelectionRange(before.at, before.at);
  }
}

function typed(cell) {
  if (!('long' in cell.dataset) && /[\r\n]/.test(cell.value)) cell.value = cell.value.replace(/\s*[\r\n]+\s*/g, ' ');
  const edits = editsOf(cell);
  if (edits) cell.removeAttribute('aria-invalid');
  else cell.setAttribute('aria-invalid', 'true');
  if (edits) change(edits, { what: fill('what', { where: rowOf(cell).dataset.where }), run: `texts ${keyOf(cell)} ${runs}` });
  count();
}

function restore(cell) {
  cell.value = cell.defaultValue;
  cell.removeAttribute('aria-invalid');
  count();
}

function moved(event) {
  const cell = event.target.closest('textarea');
  if (cell && event.key === 'Tab' && !event.shiftKey && through(cell)) {
    document.getElementById('texts-show').focus(); // the rows are gone as soon as the cell is left
    event.preventDefault();
  }
  if (!cell || event.key !== 'Enter') return;
  if (event.ctrlKey || event.metaKey) next(cell);
  else if ('long' in cell.dataset || event.isComposing) return;
  else below(cell)?.focus();
  event.preventDefault();
}

/** Whether a cell is the last one shown of the kind that was to be done, and none of it is left. */
function through(cell) {
  const waiting = { missing: lacks, older: (one) => older(one) && !(one === cell && typing(one)) }[document.getElementById('texts-show')?.value];
  return Boolean(waiting) && !cells().some(waiting) && cells().filter(shown).at(-1) === cell;
}

function below(cell) {
  const column = cells().filter((one) => one.lang === cell.lang && shown(one));
  return column[column.indexOf(cell) + 1];
}

/** To the next cell that lacks its words, or is older than its original, behind this one; from the last to the first. Says whether there is one. */
function next(cell, language = '') {
  const every = cells().filter((one) => shown(one) && (!language || one.lang === language));
  const at = every.indexOf(cell) + 1;
  const found = [...every.slice(at), ...every.slice(0, at)].find(waits);
  found?.scrollIntoView({ block: 'center' });
  found?.focus();
  return Boolean(found);
}

/** To the first cell of a language. Says whether there is one. */
function first(language) {
  const found = cells().find((one) => shown(one) && one.lang === language);
  found?.focus();
  return Boolean(found);
}

async function clicked({ target }) {
  const button = target.closest('button');
  if (!button) return;
  if (button.id === 'texts-next') next(null);
  else if (button.dataset.fits) await keep(button);
  else if (button.dataset.edits) await add(button);
  else if (button.dataset.path) lead(button);
}

async function add(button) {
  const language = button.textContent;
  added = button.lang;
  await change(JSON.parse(button.dataset.edits), { what: fill('added', { language }) });
  count(fill('added', { language }));
}

async function keep(button) {
  const answer = await move('fits', { pair: button.dataset.fits });
  lately = answer?.fits ?? '';
  count();
}

/** Says how many are missing, or older than their original; more urgent are `news`, and that the first language needs its words. */
function count(news = '') {
  const left = { missing: cells().filter(lacks), older: cells().filter((cell) => !lacks(cell) && older(cell)) };
  const said = all('th[data-language]').map((head) => {
    const counted = Object.entries(left).map(([name, some]) => [name, some.filter((cell) => cell.lang === head.dataset.language).length]);
    const list = counted.filter(([, n]) => n).map(([name, n]) => fill(name, { n })).join(' · ');
    head.querySelector('small').textContent = list || words.missing_none;
    const { dir, textContent } = head.querySelector('span');
    return list && fill('status', { language: dir ? `\u2068${textContent}\u2069` : textContent, list });
  });
  for (const cell of cells()) cell.parentElement.toggleAttribute('data-missing', lacks(cell));
  const status = document.getElementById('texts-count');
  const alike = all('th[data-language]').length > 1 ? all('tr[data-same]').length : 0;
  const whole = alike ? fill('status_same', { n: alike }) : words.status_none;
  const text = (cells().some(bare) && words.first) || news || lately || said.filter(Boolean).join(' · ') || whole;
  if (status && status.textContent !== text) status.textContent = text;
  const button = document.getElementById('texts-next');
  if (button) button.disabled = !left.missing.length && !left.older.length;
  const counts = { all: all('tr[data-path]').length, missing: left.missing.length, older: left.older.length, same: all('tr[data-same]').length };
  for (const one of all('#texts-show option')) one.textContent = fill(`show_${one.value}`, { n: counts[one.value] });
}

/** Shows the rows that are asked for, and the one that is being written in. */
function sift() {
  const sought = plain(document.getElementById('texts-search')?.value ?? '');
  const kind = document.getElementById('texts-show')?.value ?? 'all';
  for (const row of all('tr[data-path]')) {
    const inside = [...row.querySelectorAll('textarea')];
    const fits = kind === 'all' || (kind === 'same' ? same(row) : inside.some(kind === 'older' ? older : lacks));
    const text = plain([row.dataset.where, ...inside.map((cell) => cell.value)].join('\n'));
    row.hidden = !(fits && text.includes(sought)) && !row.contains(document.activeElement);
  }
  for (const body of all('tbody')) body.hidden = !body.querySelector('tr[data-path]:not([hidden])');
  const none = document.getElementById('texts-none');
  if (none) none.hidden = all('tbody').some((body) => !body.hidden);
}
