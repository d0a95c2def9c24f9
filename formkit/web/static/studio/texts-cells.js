// The cells of the table of texts: which text and language each is of, and what typing in it changes in the file.
import { quiet } from './wire.js';

export const rowOf = (cell) => cell.closest('tr');
export const keyOf = (cell) => `${rowOf(cell).dataset.path} ${cell.lang}`;
/** Whether a row's text stands for all languages. */
export const same = (row) => row.dataset.same !== undefined;
export const shown = (cell) => !rowOf(cell).hidden;
const isFirst = (cell) => cell.lang === cell.closest('.texts').dataset.first;
const own = (row) => row.dataset.own !== undefined; // only the owner reads it, in the first language
export const lacks = (cell) => !cell.value.trim() && (isFirst(cell) || !(same(rowOf(cell)) || own(rowOf(cell))));
/** Whether its original was changed later. */
export const older = (cell) => cell.parentElement.dataset.older !== undefined;
/** Whether the first language would lose its words: nothing is sent then. */
export const bare = (cell) => isFirst(cell) && Boolean(cell.defaultValue) && !cell.value.trim();
/** Whether it holds something that is not in the file yet. */
export const typing = (cell) => cell.value !== cell.defaultValue && (cell === document.activeElement || !quiet());

/** What is typed in a cell stays until it is saved; all else is what the file says. */
export function follow(cell, text) {
  const ours = typing(cell);
  const at = cell.selectionStart;
  cell.defaultValue = text;
  if (ours || cell.value === text) return;
  cell.value = text;
  if (cell === document.activeElement) cell.setSelectionRange(at, at);
}

/** What the Studio says of the age of its words stands below it. */
export function age(cell, fresh) {
  const [told, news] = [cell, fresh].map((one) => one.parentElement.querySelector('.later'));
  cell.parentElement.toggleAttribute('data-older', Boolean(news));
  if (news ? told?.isEqualNode(news) : !told) return;
  if (told?.contains(document.activeElement)) cell.focus();
  told?.remove();
  if (news) cell.parentElement.append(news.cloneNode(true));
}

/** What typing in a cell changes in the file; null where the first language would lose its words. */
export function editsOf(cell) {
  const row = rowOf(cell);
  const path = JSON.parse(row.dataset.path);
  const value = cell.value.trim() ? cell.value : '';
  if (!value && isFirst(cell)) return null;
  if (!same(row)) return [value ? { op: 'put', path: [...path, cell.lang], value } : { op: 'take', path: [...path, cell.lang] }];
  const said = [...row.querySelectorAll('textarea')].filter((one) => one.value.trim()).map((one) => [one.lang, one.value]);
  return [{ op: 'put', path, value: said.length > 1 ? Object.fromEntries(said) : said[0][1] }];
}
