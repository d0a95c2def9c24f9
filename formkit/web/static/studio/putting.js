// Puts pictures where they are to stand, as one change; then goes to their words.
import { change, facts, say } from './wire.js';
import { atPath, select } from './selection.js';
import { edited } from './inplace.js';
import { nameOf, tell } from './deeds.js';
import { taken } from './taking.js';

/** Where a picture of a thing stands, or is to stand: `image` in the file, `had` one before, `count` of a gallery. */
export const placeOf = (thing) => ({
  image: thing.image,
  name: nameOf(thing),
  had: thing.bare.length > 0,
  count: thing.kind === 'section.gallery' ? thing.parts.length : undefined,
});

/** Files of the owner's, into a place. */
export async function put(place, files) {
  if (facts.lock) return tell(facts.lock);
  if (files.length > 1 && place.count === undefined) return tell(say('picture_one', { name: place.name }));
  const [seen, begun] = [facts.version, document.activeElement];
  const pictures = await taken(files);
  return pictures.length && stand(place, pictures, { seen, follow: !elsewhere(begun) });
}

/** Whether somebody has begun to write meanwhile. */
function elsewhere(begun) {
  const here = document.activeElement;
  return Boolean(edited()) || (here !== begun && here.matches('input, textarea, select'));
}

/** Pictures of the site, into a place; with `follow` the reader is led to their words. */
export async function stand(place, pictures, { seen, follow = true } = {}) {
  const paths = pictures.map((one) => one.path);
  const { edits, thing, image } = planned(place, paths);
  const before = facts.version;
  await change(edits, { what: say('picture_what', { name: place.name }), seen });
  if (facts.version === before) return;
  const many = paths.length > 1 ? say('pictures_put', { n: paths.length, name: place.name }) : say('picture_put', { name: place.name });
  tell(pictures.some((one) => one.moves) ? `${many} ${say('picture_moves')}` : many, { again: true });
  if (!follow) return;
  const there = atPath(thing);
  if (there) select(there, { reveal: true });
  else document.dispatchEvent(new CustomEvent('studio:selected', { detail: { path: thing } }));
  if (image.at(-1) === 'image') document.dispatchEvent(new CustomEvent('studio:words', { detail: { path: image, again: place.had } }));
}

/** The edits, and what is selected then: the thing, and its picture. */
function planned({ image, count }, paths) {
  const [value] = paths;
  const last = image.at(-1);
  if (last === 'items') {
    const thing = [...image, count];
    const edits = paths.map((one, n) => ({ op: 'add', path: image, at: count + n, value: { image: one } }));
    return { edits, thing, image: [...thing, 'image'] };
  }
  if (typeof last === 'number') { // a page that has no hero yet
    const edits = [{ op: 'add', path: image.slice(0, -1), at: last, value: { hero: { image: value } } }];
    return { edits, thing: image, image: [...image, 'hero', 'image'] };
  }
  const inner = typeof image.at(-2) === 'number' || last === 'logo';
  return { edits: [{ op: 'put', path: image, value }], thing: image.slice(0, inner ? -1 : -2), image };
}

/** Take the picture of a thing away; its file stays. */
export async function bare(thing) {
  const name = nameOf(thing);
  await change(thing.bare.map((path) => ({ op: 'take', path })), { what: say('picture_gone', { name }) });
  tell(say('picture_gone', { name }), { again: true });
}
