// Listens for changes that other programs and other windows make to the file, and shows them.
import { base, facts, quiet, refetch, resume } from './wire.js';

const CALM_MS = 150; // our own changes are news, too, and their answers are on the way

let source;
let latest = facts.version;
let timer;

function check() {
  clearTimeout(timer);
  timer = setTimeout(async () => {
    if (latest === facts.heard && !facts.lock) return;
    if (!quiet()) return check();
    const version = latest;
    const inTime = await refetch().catch(() => true);
    if (latest !== version || !inTime) check();
  }, CALM_MS);
}

/** A window that nobody sees listens to nothing: browsers allow few connections to one host. */
function listen() {
  source?.close();
  if (document.hidden) return;
  source = new EventSource(`${base}events`);
  source.addEventListener('open', () => document.dispatchEvent(new CustomEvent('studio:online')));
  source.addEventListener('message', ({ data }) => {
    latest = JSON.parse(data).version;
    resume(); // what could not be saved may be by now
    check();
  });
}

document.addEventListener('visibilitychange', listen);
addEventListener('pagehide', () => source?.close());
addEventListener('pageshow', ({ persisted }) => { if (persisted) listen(); });
listen();
