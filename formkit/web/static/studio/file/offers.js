// What may stand at a place of a spec, from the table of /_studio/completions.json.
import { placeOf } from './place.js';

/** What can be said after `lines`, the last of them cut at the caret: [{name, words, insert}]. */
export function offers(places, lines) {
  const here = placeOf(lines);
  if (!here) return [];
  const place = at(places, here.path);
  const values = Object.entries(place.values ?? {}).map(([name, words]) => ({ name, words, insert: name }));
  if (here.at === 'value') return values;
  const kind = place.kinds?.[here.beside.type ?? 'text'];
  const fits = ([key]) => !(key in here.beside) && (!kind || !here.beside.type || kind.includes(key));
  const keys = Object.entries(place.keys ?? {}).filter(fits).map(([name, [words, below]]) => (
    { name, words, insert: name + behind(places[below] ?? {}, here) }));
  const named = new Set(keys.map((one) => one.name));
  return [...keys, ...values.filter((one) => !named.has(one.name))];
}

function at(places, path) {
  return path.reduce((place, step) => {
    if (typeof step === 'number') return places[place.item ?? -1] ?? {};
    return places[place.keys?.[step]?.[1] ?? place.any ?? -1] ?? {};
  }, places[0]);
}

/** What follows a key: a blank, or the beginning of the next line where only more keys or a list can stand. */
function behind(below, { flow, indent }) {
  if (flow || below.values || below.keys?.en) return ': ';
  const next = `:\n${' '.repeat(indent + 2)}`;
  if (below.keys || (below.any && !below.item)) return next;
  return below.item ? `${next}- ` : ': ';
}
