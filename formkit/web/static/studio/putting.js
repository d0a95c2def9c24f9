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
  if (!pictures.length) return tell('');
  return stand(place, pictures, { seen, follow: !elsewhere(begun) });
}

/** Whether somebody has begun to write meanwhile. */
function elsewhere(begun) {
  const here = document.activeElement;
  return Boolean(edited()) || (here !== begun && here.matches('input, textarea, select'));
}

/** Pictures of the site, into a place; with `follow` the reader is led to their words. */
export async function stand(place, pictures, { seen, follow = true } = {}) {
  const paths = pictures.map((one) => one.path);
  const { edits, image } = planned(place, paths);
  const before = facts.version;
  await change(edits, { what: say('picture_what', { name: place.name }), seen });
  if (facts.version === before) return;
  const many = paths.length > 1 ? say('pictures_put', { n: paths.length, name: place.name }) : say('picture_put', { name: place.name });
  tell(pictures.some((one) => one.moves) ? `${many} ${say('picture_moves')}` : many, { again: true });
  if (follow) lead(image, { again: place.had });
}

/** The thing that a picture belongs to. */
const thingOf = (image) => image.slice(0, typeof image.at(-2) === 'number' || image.at(-1) === 'logo' ? -1 : -2);

/** Go to the words of a picture; `again` says that they were those of another one. */
export function lead(image, { again = false } = {}) {
  const thing = thingOf(image);
  const there = atPath(thing);
  if (there) select(there, { reveal: true });
  else document.dispatchEvent(new CustomEvent('studio:selected', { detail: { path: thing } }));
  if (image.at(-1) === 'image') document.dispatchEvent(new CustomEvent('studio:words', { detail: { path: image, again } }));
}

/** The edits, and where the first picture stands then. */
function planned({ image, count }, paths) {
  const [value] = paths;
  const last = image.at(-1);
  if (last === 'items') {
    const edits = paths.map((one, n) => ({ op: 'add', path: image, at: count + n, value: { image: one } }));
    return { edits, image: [...image, count, 'image'] };
  }
  if (typeof last === 'number') { // a page that has no hero yet
    const edits = [{ op: 'add', path: image.slice(0, -1), at: last, value: { hero: { image: value } } }];
    return { edits, image: [...image, 'hero', 'image'] };
  }
  return { edits: [{ op: 'put', path: image, value }], image };
}

/** Take the picture of a thing away; its file stays. */
export async function bare(thing) {
  const name = nameOf(thing);
  await change(thing.bare.map((path) => ({ op: 'take', path })), { what: say('picture_gone', { name }) });
  tell(say('picture_gone', { name }), { again: true });
}
