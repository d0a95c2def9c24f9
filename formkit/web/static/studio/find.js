// Where the things of the outline stand in the page, in whatever theme: by id, by name, by order, by equal words.
const bare = (text) => text.replace(/\s+/g, '');
const ITEMS = ['li', 'figure', 'details', 'article', 'tr'];

/** A name for a thing that stays while others come and go. */
export const idOf = (thing, parent) =>
  JSON.stringify(thing.path) + thing.mark + (thing.mark === 'rows' ? parent.anchor : '');

/** The elements of all things: a Map from ids. */
export function locate(things, here) {
  const found = new Map();
  const visit = (thing, parent, around) => {
    const element = elementOf(thing, parent, around, here);
    if (element) found.set(idOf(thing, parent), element);
    for (const part of thing.parts) visit(part, thing, element);
  };
  for (const one of things) visit(one, null, here.body);
  return found;
}

function elementOf(thing, parent, around, here) {
  if (!around || !thing.shown) return null;
  if (thing.mark === 'header') return here.querySelector('body > header .brand') ?? sameWords(here.querySelector('header'), thing.name);
  if (thing.mark === 'footer') return here.querySelector('body > footer, footer');
  if (thing.mark === 'rows') return around.querySelector('table, dl, address');
  if (thing.kind === 'outline.form') return around.querySelector('form[data-formkit]') ?? around.querySelector('form');
  if (thing.kind === 'outline.step') return around.querySelectorAll('[data-step]')[thing.mark] ?? null;
  if (['outline.form', 'outline.step'].includes(parent?.kind)) return fieldIn(around, thing.mark);
  if (thing.kind === 'outline.item') return itemIn(around, thing, parent);
  return here.getElementById(thing.anchor);
}

function fieldIn(form, name) {
  const marked = form.querySelector(`[data-field="${CSS.escape(name)}"]`);
  return marked ?? form.querySelector(`[name="${CSS.escape(name)}"]`)?.closest('fieldset, p, div, label') ?? null;
}

function itemIn(section, thing, parent) {
  const shown = parent.parts.filter((one) => one.kind === 'outline.item' && one.shown);
  for (const tag of ITEMS) {
    const all = [...section.querySelectorAll(tag)].filter((one) => !one.parentElement.closest(ITEMS.join()) && !one.closest('.prose'));
    if (all.length === shown.length) return all[shown.indexOf(thing)];
  }
  return byWords(section, thing, shown);
}

/** In a theme of the owner's own: the largest element with the words of this item and of no other. */
function byWords(section, thing, shown) {
  const words = (one) => one.texts.map((text) => sameWords(section, text.shown)).filter(Boolean);
  const others = shown.filter((one) => one !== thing).flatMap(words);
  let [found] = words(thing);
  while (found && found.parentElement !== section && !others.some((one) => found.parentElement.contains(one))) {
    found = found.parentElement;
  }
  return found ?? null;
}

/** The innermost element that says exactly these words. */
export function sameWords(around, words) {
  if (!around || !words) return null;
  const wanted = bare(words);
  const says = (element) => bare(element.textContent) === wanted;
  let found = says(around) ? around : [...around.querySelectorAll('*')].find((one) => says(one) && !one.matches('option, script, style'));
  for (let inner = found; inner; inner = [...inner.children].find(says)) found = inner;
  return found ?? null;
}
