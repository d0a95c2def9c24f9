// A page that is new gets its address from the title that it is given, as soon as somebody has written it.
import { change, quiet, resume, say } from './wire.js';
import { planned } from './panel-plan.js';
import { tell } from './deeds.js';

const untitled = new Set(); // pages whose title only stands for a better one, by the words in their addresses
let titled = null; // what was written here as the title of such a page: { slug, what, run }
let steps = 0; // back and forth: a title that was taken back meanwhile gives no address

document.addEventListener('studio:outlined', ({ detail }) => detail?.untitled.forEach((slug) => untitled.add(slug)));
document.addEventListener('studio:changed', ({ detail: { edits = [], what, run } }) => {
  const { path } = edits.find(({ path: [first, slug, key] }) => first === 'pages' && key === 'title' && untitled.has(slug)) ?? {};
  if (path) titled = { slug: path[1], what, run };
});

/** Both are one change: one Undo takes them back. */
async function address() {
  await resume();
  if (!titled || !quiet()) return;
  const { slug, what, run } = titled;
  titled = null;
  const before = steps;
  const { edits, version, select } = await planned({ do: 'address', path: ['pages', slug] });
  if (!edits.length || steps !== before) return;
  untitled.delete(slug);
  await change(edits, { what, run, seen: version });
  tell(say('addressed', { file: `${select[1]}.html` }));
}

document.addEventListener('studio:stepped', () => { steps += 1; });
for (const name of ['focusout', 'studio:written']) document.addEventListener(name, address);
