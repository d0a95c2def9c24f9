// The page that grows beside the talk: asked for anew as one types, never twice at a time.
const QUIET_MS = 120;
const DESKTOP = 1200; // CSS pixels that the page believes to have
const frame = document.getElementById('preview');
const stage = document.getElementById('stage');
const there = () => frame.contentDocument?.readyState === 'complete' && frame.contentDocument.URL !== 'about:blank';
// its first page brings the policy under which styles may be put into it
const loaded = there() || new Promise((resolve) => { frame.addEventListener('load', resolve, { once: true }); });
let place = null; // where to turn next
const width = document.getElementById('width');

/** Keeps the page up with `answers()`, a FormData; each answer of the Studio goes to `told`. */
export function follow(answers, told) {
  let timer = 0;
  let running = null;
  let stale = false;
  let last = {};

  async function ask() {
    do {
      stale = false;
      ({ body: last } = await send('/_studio/new/preview', answers()));
      await loaded;
      if (last.html) patch(last.html);
      told(last);
    } while (stale);
    return last;
  }

  /** What is typed now is on the page when the Studio's answer comes back. Rejects where it can't be reached. */
  function now() {
    clearTimeout(timer);
    stale = true;
    running ??= ask().finally(() => { running = null; });
    return running;
  }

  function soon() {
    clearTimeout(timer);
    timer = setTimeout(() => now().catch(() => {}), QUIET_MS);
  }
  /** Shows the part of the page with that id, "" for its top, as soon as it is there. */
  function turnTo(id) {
    place = id;
    soon();
  }
  return { now, soon, turnTo };
}

/** Posts a FormData; the JSON that comes back, and whether all was well. */
export async function send(path, body) {
  const headers = { Accept: 'application/json', 'X-CSRFToken': document.querySelector('meta[name=csrf-token]').content };
  const answer = await fetch(path, { method: 'POST', headers, body, redirect: 'error' });
  return { ok: answer.ok, body: await answer.json() };
}

function patch(html) {
  const here = frame.contentDocument;
  const looks = [...html.matchAll(/<style>(.*?)<\/style>/gs)].map(([, text]) => text); // parsed here, our policy would forbid them
  const fresh = new DOMParser().parseFromString(html.replace(/<style>.*?<\/style>/gs, ''), 'text/html');
  const { scrollY } = frame.contentWindow;
  here.documentElement.lang = fresh.documentElement.lang;
  here.documentElement.dir = fresh.documentElement.dir;
  const old = here.head.querySelectorAll('style');
  here.head.append(...looks.map((text) => Object.assign(here.createElement('style'), { textContent: text })));
  old.forEach((style) => style.remove());
  here.body.replaceWith(here.adoptNode(fresh.body));
  if (place === null) frame.contentWindow.scrollTo(0, scrollY);
  else frame.contentWindow.scrollTo(0, here.getElementById(place)?.offsetTop ?? 0);
  place = null;
}

/** A computer's page is shown smaller, a phone's as it is. */
function fit() {
  const phone = width.value === 'phone';
  const wide = phone ? Math.min(390, stage.clientWidth) : Math.max(DESKTOP, stage.clientWidth);
  const scale = phone ? 1 : stage.clientWidth / wide;
  frame.style.width = `${wide}px`;
  frame.style.height = `${stage.clientHeight / scale}px`;
  frame.style.transform = `scale(${scale})`;
  frame.style.insetInlineStart = `${(stage.clientWidth - wide * scale) / 2}px`;
}

document.getElementById('widths').hidden = false;
width.value = stage.clientWidth < 500 ? 'phone' : 'desktop';
width.addEventListener('change', fit);
new ResizeObserver(fit).observe(stage);
fit();
