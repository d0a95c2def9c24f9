// Sends changes to the file, one at a time; what is not confirmed yet is kept in the browser and sent again.
import { again } from './again.js';
import { keeping } from './kept.js';

export const facts = JSON.parse(document.getElementById('studio').textContent);
export const words = JSON.parse(document.getElementById('words').textContent);
export const base = `/_studio/s/${facts.site}/`;

/** Where a window keeps what is not in the file yet: another folder may have a site of that name. */
export const keptAt = `formkit:${facts.site}:${facts.place}`;
const AGAIN_MS = 1000;
const SHUT = [400, 403]; // the session ended: what is kept is sent after the page was loaded again
const token = document.querySelector('meta[name="csrf-token"]').content;
facts.heard = facts.version; // the version that was told last; while the file is locked, an older one is shown
const queue = []; // of this window: another one sends its own
const keep = keeping(`${keptAt}:changes`, (left) => {
  queue.push(...left.map((one) => ({ ...one, base: one.base ?? one.drawn })));
  keep(queue);
  send();
});
const put = new Map(); // what was typed in this run since the focus came, by its place
let typing = '';
let busy = false;
let failed = false; // to save what is in the queue
let resend; // the timer of what is sent again
let moving = Promise.resolve(); // undo and redo, one after the other
let moves = 0;
let states = 0; // that were told
let shown = { page: 'index.html', scheme: 'light' };

export const say = (name, values = {}) => filled(words[name] ?? name, values);

/** A sentence with values at its {names}; what stands in a value is left as it is. */
export const filled = (text, values) => text.replace(/\{(\w+)\}/g, (whole, key) => values[key] ?? whole);

/** The name of a state of the file: what is noted of it, such as that a translation still fits, changes no byte of it. */
export const stateName = ({ version, noted }) => `${version} ${noted}`;

/** Which page the editor shows: the answer to a change brings it anew. */
export const showing = () => shown;
export function show(page) { shown = { ...shown, ...page }; }

/**
 * Change the file. `edits` as in formkit.edit; `what` stands in the history; a `run` of typing is one change; `seen` is
 * the version that the edits are meant for, where that is not the one of now. What was asked about and is `settled`
 * stays, whatever another hand made of the same. Gives whether it was taken, undefined while it is only kept.
 */
export async function change(edits, { what = '', run = '', seen, settled } = {}) {
  const last = queue.at(-1);
  if (run !== typing) put.clear();
  typing = run;
  if (run && last?.run === run && !last.base) last.edits = believing(edits, last.edits);
  else queue.push({ edits: run ? believing(edits) : edits, what, run, base: seen, drawn: facts.version, settled });
  const mine = queue.at(-1);
  keep(queue);
  await send();
  return queue.includes(mine) ? undefined : mine.taken;
}

/** With `was`, what this tab has put there before: another hand may have changed what is being typed. */
function believing(edits, before = []) {
  return edits.map((edit) => {
    const key = JSON.stringify(edit.path);
    const twin = before.find((one) => JSON.stringify(one.path) === key);
    const was = twin ? twin.was : put.get(key);
    put.set(key, edit.value ?? null);
    return was === undefined ? edit : { ...edit, was };
  });
}

/** How many changes are not confirmed yet; whether they could not be sent, or not be saved. */
export const unsent = () => queue.length;
export const failing = () => failed;

/** What was typed in them, at each place the last. */
export function unsaved() {
  const edits = queue.flatMap((one) => one.edits).filter((edit) => edit.value ?? false);
  return [...new Map(edits.map((edit) => [JSON.stringify(edit.path), edit.value])).values()];
}

export const undo = () => move('undo');
export const redo = () => move('redo');

/** Ctrl+Z, Ctrl+Shift+Z and Ctrl+Y, in the editor and in its page; whether it was one of them. */
export function undone({ key, ctrlKey, metaKey, shiftKey }) {
  const letter = ctrlKey || metaKey ? key.toLowerCase() : '';
  if (letter === 'y' || (letter === 'z' && shiftKey)) redo();
  else if (letter === 'z') undo();
  return ['y', 'z'].includes(letter);
}

/** A POST to the Studio; the answer's JSON with its `status`. Rejects without a connection. */
export async function post(path, body) {
  const headers = { 'X-CSRFToken': token, Accept: 'application/json' };
  if (!(body instanceof FormData)) headers['Content-Type'] = 'application/json';
  const answer = await fetch(base + path, { method: 'POST', headers, body: body instanceof FormData ? body : JSON.stringify(body) });
  return { status: answer.status, ...await answer.json() };
}

/**
 * Tell everyone of a state of the file: `studio:changed`, after `studio:moved` where another hand moved things. `lock`
 * says why nothing can be changed in it; an answer is `late` when another page is shown now than the one `asked` for.
 */
export function heard(answer, asked = shown) {
  const locked = facts.lock;
  if (answer.moved?.length) moved(answer.moved, answer.version);
  states += 1;
  facts.heard = answer.version ?? facts.heard;
  facts.noted = answer.noted ?? facts.noted;
  facts.lock = answer.lock ?? '';
  if (!facts.lock) facts.version = facts.heard;
  const late = asked.page !== shown.page || asked.scheme !== shown.scheme;
  document.dispatchEvent(new CustomEvent('studio:changed', { detail: { ...answer, late } }));
  if (locked && !facts.lock) resume();
}

/** What was typed, and what is not sent yet, is meant for where the things stand now. */
function moved(pairs, version) {
  const typed = [...put].map(([key, value]) => [JSON.stringify(again(JSON.parse(key), pairs)), value]);
  put.clear();
  typed.forEach(([key, value]) => put.set(key, value));
  for (const one of queue.filter(({ base: sent }) => !sent)) {
    one.edits = one.edits.map((edit) => ({ ...edit, path: again(edit.path, pairs) }));
    one.drawn = version;
  }
  document.dispatchEvent(new CustomEvent('studio:moved', { detail: pairs }));
}

/** Another state of the file: "undo", "redo", "restore" with the number of a version, or "fits". Gives the answer, where it was taken. */
export function move(way, more = {}) {
  moves += 1;
  moving = moving.then(() => stepped(way, more)).finally(() => { moves -= 1; });
  return moving;
}

async function stepped(way, more) {
  await send();
  put.clear();
  try {
    const asked = shown;
    const answer = await post(way, { ...more, ...asked });
    if (!told(answer, asked)) return null;
    document.dispatchEvent(new CustomEvent('studio:stepped', { detail: { way, what: answer.what } }));
    return answer;
  } catch {
    status('offline');
    return null;
  }
}

document.addEventListener('focusin', () => put.clear());

let sending = Promise.resolve();
function send() {
  sending = busy ? sending : pump();
  return sending;
}

async function pump() {
  busy = true;
  try {
    let taken = true;
    while (queue.length) {
      status('saving');
      queue[0].base ??= facts.version; // sent again after a lost answer, it is done once
      keep(queue);
      const { what, run, edits } = queue[0];
      const asked = shown;
      const answer = await post('change', { ...queue[0], ...asked, drawn: facts.version });
      if (answer.status >= 500) throw answer;
      if (SHUT.includes(answer.status)) return status('shut');
      const done = queue.shift();
      keep(queue);
      taken = told({ ...answer, what, run, edits }, asked);
      done.taken = taken;
    }
    if (taken) status('saved');
  } catch (trouble) {
    status(trouble.status === 503 ? 'kept' : 'waiting');
    if (trouble.version) heard(trouble);
    if (trouble.status === 503) document.dispatchEvent(new CustomEvent('studio:refused', { detail: trouble }));
    clearTimeout(resend);
    resend = setTimeout(resume, AGAIN_MS);
  } finally {
    busy = false;
  }
}

/** Tells the parts of the editor; whether it was taken. */
function told(answer, asked) {
  if (answer.status === 200) heard(answer, asked);
  else document.dispatchEvent(new CustomEvent(answer.status === 409 ? 'studio:conflict' : 'studio:refused', { detail: answer }));
  return answer.status === 200;
}

function status(name) {
  failed = ['kept', 'waiting', 'shut'].includes(name) || (failed && name === 'saving');
  document.dispatchEvent(new CustomEvent('studio:status', { detail: name }));
}

/** Whether nothing waits to be sent. */
export const quiet = () => !busy && !queue.length && !moves;

/** The file as it is now, where another hand changed it. False where the answer came too late: something newer was told. */
export async function refetch() {
  const [before, asked] = [states, shown];
  const query = new URLSearchParams({ ...asked, drawn: facts.version });
  const answer = await fetch(`${base}state?${query}`, { headers: { Accept: 'application/json' } });
  const state = await answer.json();
  if (states !== before || !quiet()) return false;
  told({ status: answer.status, ...state }, asked);
  return true;
}

/** Send what could not be sent before. */
export const resume = () => queue.length ? send() : undefined;
