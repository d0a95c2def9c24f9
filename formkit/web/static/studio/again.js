// Another hand moved things of lists: what names them by their numbers names them by those of now.
const NAMED = ['data-path', 'data-to', 'data-then', 'data-next', 'data-plan', 'data-edits', 'data-extra'];
const LINKED = ['id', 'for', 'aria-describedby', 'aria-labelledby'];
const idOf = (path) => `c-${path.join('-')}`;

/** A path as it is now. `moved` are pairs of paths, before and now; what stands in a thing went with it. */
export function again(path, moved) {
  const around = moved.filter(([from]) => from.length <= path.length && from.every((step, n) => step === path[n]));
  const [from, to] = around.reduce((one, other) => (other[0].length > one[0].length ? other : one), [[], []]);
  return [...to, ...path.slice(from.length)];
}

/** The same for each path in what came as JSON. */
function within(value, moved) {
  if (Array.isArray(value)) return typeof value[0] === 'string' ? again(value, moved) : value.map((one) => within(one, moved));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, within(one, moved)]));
}

/** JSON as the server writes it: what is drawn later is compared with it. */
function spelled(value) {
  if (Array.isArray(value)) return `[${value.map(spelled).join(', ')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  return `{${Object.entries(value).map(([key, one]) => `${JSON.stringify(key)}: ${spelled(one)}`).join(', ')}}`;
}

function renamed(root, moved) {
  for (const name of NAMED) {
    for (const one of root.querySelectorAll(`[${name}]`)) {
      const before = JSON.parse(one.getAttribute(name));
      const now = spelled(within(before, moved));
      if (now !== spelled(before)) one.setAttribute(name, now);
    }
  }
  const ids = new Map(moved.map(([from, to]) => [idOf(from), idOf(to)]));
  const longest = [...ids.keys()].sort((one, other) => other.length - one.length);
  const link = new RegExp(`(?<=^| )(${longest.join('|')})(?=-| |$)`, 'g');
  for (const name of LINKED) {
    for (const one of root.querySelectorAll(`[${name}^="c-"]`)) {
      one.setAttribute(name, one.getAttribute(name).replace(link, (found) => ids.get(found)));
    }
  }
}

document.addEventListener('studio:moved', ({ detail }) => {
  for (const root of document.querySelectorAll('#panel, #texts')) renamed(root, detail);
});
