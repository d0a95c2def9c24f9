// Pictures on their way to the site: each is told of, and why one was not taken; the server gives them their places.
import { post, say } from './wire.js';

const place = document.getElementById('taking');
const [told, bar, list, close] = place.children;
const MOST = Number(place.dataset.most); // bytes
const MANY = 100;
const AT_ONCE = 2; // more would wait for each other in the server
let before = Promise.resolve();
let waiting = []; // files that are not on their way yet
let stopped = false;

/** Files of a drop or a dialog -> `{ path, moves }` of those that were taken, in their order. */
export function taken(files) {
  before = before.then(() => all([...files]));
  return before;
}

async function all(files) {
  const known = files.map((file) => ({ file, line: lineOf(file), wrong: refused(file, files.length) }));
  list.replaceChildren(...known.map((one) => one.line));
  place.hidden = bar.hidden = false;
  [waiting, stopped] = [[...known], false];
  let done = 0;
  const tell = () => {
    told.textContent = say('picture_taking', { n: done, max: files.length });
    bar.value = done / files.length;
  };
  const work = async () => {
    for (let one = waiting.shift(); one; one = waiting.shift()) {
      await take(one);
      done += 1;
      tell();
    }
  };
  tell();
  close.textContent = close.dataset.stop;
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return stopped ? [] : summed(known);
}

async function take(one) {
  const { file, line } = one;
  line.dataset.state = 'now';
  line.lastChild.textContent = '…';
  line.scrollIntoView({ block: 'nearest' });
  one.answer = one.wrong ? { message: one.wrong } : await sent(file);
  const { path, moves, message, hint } = one.answer;
  line.dataset.state = path ? 'taken' : 'refused';
  line.lastChild.textContent = path ? (moves ? say('picture_moves') : '✓') : [message, hint].filter(Boolean).join(' ');
}

async function sent(file) {
  const form = new FormData();
  form.append('picture', file);
  return post('picture', form).catch(() => ({ message: say('offline') }));
}

/** What is wrong with a file that need not be sent to know it. */
function refused(file, number) {
  if (number > MANY) return say('picture_many', { max: MANY });
  if (file.folder) return say('picture_folder');
  if (!file.size) return say('picture_empty');
  return file.size > MOST ? say('picture_large', { max: MOST / 1_000_000 }) : '';
}

function lineOf(file) {
  const line = document.createElement('li');
  const [name, state] = [document.createElement('strong'), document.createElement('span')];
  name.textContent = file.name;
  line.append(name, ' ', state);
  return line;
}

/** What was not taken, or is not as it was, stays to be read. */
function summed(known) {
  const fine = known.filter((one) => one.answer.path);
  for (const { line, answer } of fine) if (!answer.moves) line.remove();
  bar.hidden = true;
  place.hidden = fine.length === known.length;
  close.textContent = close.dataset.close;
  told.textContent = say('picture_refused', { n: known.length - fine.length, max: known.length });
  return fine.map((one) => one.answer);
}

let from = null; // where the keyboard was before it came to the button
close.addEventListener('focus', ({ relatedTarget }) => { from = relatedTarget; });
close.addEventListener('click', () => {
  place.hidden = stopped = true;
  waiting.length = 0;
  from?.focus();
});
