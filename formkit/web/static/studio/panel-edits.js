// What a control says, as edits of the file (formkit.edit): one function for each kind of control.

export const put = (path, value) => [{ op: 'put', path, value }];
export const take = (path) => [{ op: 'take', path }];
const json = (text) => (text ? JSON.parse(text) : {});

/** Text as the file has it: an empty one goes. */
const words = (path, text) => (text.trim() ? put(path, text.trim()) : take(path));

/** Digits are a number; all else stays as it was typed. */
export const number = (text) => (/^(0|-?[1-9]\d{0,14})$/.test(text) ? Number(text) : text);

const amount = (text) => number(text.trim().replace(/^(\d+),(\d+)$/, '$1.$2'));

const THOUSANDS = /^(\d{1,3})(([.,'’\s])\d{3}(?:\3\d{3})*)(?:(?!\3)[.,](\d{1,2}))?$/;

/** Without the currency of the business as people write it, before or after; where none is known, without any sign. */
function bare(text, signs) {
  const said = text.trim();
  if (!signs.length) return said.replace(/\p{Sc}/gu, '').trim();
  const lower = said.toLowerCase();
  const sign = signs.find((one) => lower.startsWith(one) || lower.endsWith(one));
  if (!sign) return said;
  return (lower.startsWith(sign) ? said.slice(sign.length) : said.slice(0, -sign.length)).trim();
}

/** A price as people write it: 1.450,50 and 1,450.50 €, or 1 450, are numbers, too. */
function money(text, signs) {
  const said = bare(text, signs);
  const [, first, groups, , cents] = THOUSANDS.exec(said) ?? [];
  if (first) return number(`${first}${groups.replace(/\D/g, '')}${cents ? `.${cents}` : ''}`);
  return /^\d+([.,]\d+)?$/.test(said) ? amount(said) : text;
}

const BARE = /^(?:[\p{L}\d-]+\.)+\p{L}{2,}(?::\d+)?(?:[/?#]\S*)?$/u;

/** A web address as people write it: without https://, or a name alone where `home` says what stands before it. */
export function address(text, home) {
  const said = text.trim();
  if (home && /^@?[\p{L}\d_-]+$|^@[\p{L}\d_.-]+$/u.test(said)) return `${home}${said.replace('@', '')}`;
  return BARE.test(said) ? `https://${said}` : said;
}

/** The page after sending may be one of the site, such as /thanks.html. */
function web(control, path, { value }) {
  return words(path, path.at(-1) === 'next' ? value : address(value, json(control.dataset.extra).home));
}

function ticked(control, path) {
  const box = control.querySelector('input');
  const { loosed = [] } = box.checked ? {} : json(control.dataset.extra); // what waits for what nobody can answer any more
  return [...loosed, ...(String(box.checked) === box.dataset.usual ? take(path) : put(path, box.checked))];
}

function chosen(control) {
  return [...control.querySelectorAll('.chip input:checked')].map((box) => box.value);
}

function spoken(control, path) {
  const main = control.querySelector('select.first').value;
  const ticked = chosen(control);
  const before = json(control.dataset.extra).before;
  const all = [...before.filter((code) => ticked.includes(code)), ...ticked.filter((code) => !before.includes(code))];
  const sorted = [...all.filter((code) => code === main), ...all.filter((code) => code !== main)];
  return sorted.length ? put(path, sorted) : [];
}

/** The new look, without what only the old one lets choose. */
function look(control, path, target) {
  const { options, said } = json(control.dataset.extra);
  const gone = said.filter((name) => !options[target.value]?.includes(name));
  if (gone.length === said.length) return put(path, target.value);
  return [...gone.flatMap((name) => take([...path, name])), ...put([...path, 'name'], target.value)];
}

function price(control, path, target) {
  const way = control.querySelector('.way').value;
  const text = control.querySelector('input').value.trim();
  const extra = json(control.dataset.extra);
  const plain = extra.place;
  if (!text) return take(plain);
  if (way === 'from') return put(plain, { from: money(text, extra.signs) });
  if (way === 'exact') return put(plain, money(text, extra.signs));
  if (extra.way === 'words' || extra.words.length === plain.length) return put(extra.words, text);
  return put(plain, { [extra.words.at(-1)]: text });
}

function day(control, path) {
  const way = control.querySelector('.way').value;
  const [count, date] = [control.querySelector('.count'), control.querySelector('[type=date]')];
  count.hidden = !['+', '-'].includes(way);
  date.hidden = way !== 'day';
  if (!way) return take(path);
  if (way === 'today') return put(path, 'today');
  if (way === 'day') return date.value ? put(path, date.value) : [];
  return put(path, `today${way}${Math.max(1, Math.trunc(Number(count.value)) || 1)}`);
}

/** Another type of field: what fits stays, what it needs comes. */
function type(control, path, target) {
  const { said, keeps, needs, loosed } = json(control.dataset.extra);
  const above = path.slice(0, -1);
  const gone = said.filter((key) => !keeps[target.value].includes(key));
  const fresh = Object.entries(needs[target.value]);
  return [
    ...loosed[target.value],
    ...put(path, target.value),
    ...gone.filter((key) => !(key in needs[target.value])).flatMap((key) => take([...above, key])),
    ...fresh.flatMap(([key, value]) => put([...above, key], value)),
  ];
}

/** Days with the same hours one after the other share a line: mon-fri. */
export function week(rows) {
  const found = {};
  let first = 0;
  rows.forEach(([name, said], index) => {
    const next = rows[index + 1]?.[1];
    if (JSON.stringify(next) === JSON.stringify(said)) return;
    found[first === index ? name : `${rows[first][0]}-${name}`] = said.length > 1 ? said : said[0] ?? 'closed';
    first = index + 1;
  });
  return found;
}

function hours(control, path) {
  const rows = [...control.querySelectorAll('.week > li')].map((row) => [row.dataset.day, day_of(row)]);
  if (rows.some(([, said]) => said === null)) return []; // a time is half typed
  return rows.length ? put(path, week(rows)) : [];
}

function day_of(row) {
  if (!row.querySelector('.open').checked) return [];
  const spans = [...row.querySelectorAll('.span:not([hidden])')].map((span) => [...span.querySelectorAll('input')].map((one) => one.value));
  return spans.every((span) => span.every(Boolean)) ? spans.map(([opens, closes]) => `${opens}-${closes}`) : null;
}

const split = (text) => text.split('\n').map((line) => line.trim()).filter(Boolean);

function listed(control, path, target) {
  const after = split(target.value);
  return after.length ? put(path, after) : take(path);
}

/** Words of a picture, or that it needs none: alt="" in HTML. */
function alt(control, path, target) {
  const { place } = json(control.dataset.extra);
  if (target.type !== 'checkbox') return words(path, target.value);
  return target.checked ? put(place, '') : take(place);
}

const KINDS = {
  alt,
  yesno: ticked,
  languages: spoken,
  theme: look,
  price,
  day,
  type,
  hours,
  lines: listed,
  some: (control, path) => (chosen(control).length ? put(path, chosen(control)) : take(path)),
  legal: (control, path, target) => (target.checked ? put(path, true) : take(path)),
  number: (control, path, { value }) => (value.trim() ? put(path, amount(value)) : take(path)),
  choice: (control, path, { value }) => (value ? put(path, value) : take(path)),
  choices: () => [], // panel-choices.js
  word: (control, path, { value }) => (value.trim() ? put(path, value.trim()) : []),
  condition: () => [],
  url: web,
  subject: (control, path) => words(path, control.dataset.said),
};

/** The edits that say what now stands in a control. */
export function compose(control, target) {
  const path = JSON.parse(control.dataset.path);
  const make = KINDS[control.dataset.kind];
  return make ? make(control, path, target) : words(path, target.value);
}
