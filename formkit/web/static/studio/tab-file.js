// The tab "file": the text of the file, what is wrong in it at which line, and what to do where two wrote the same.
import { base, facts } from './wire.js';
import { ace } from './file/ace.js';
import { together } from './file/lines.js';
import { plain } from './file/plain.js';
import { Sync } from './file/sync.js';

export async function open(pane) {
  const [html] = await Promise.all([fetch(`${base}file/pane`).then((answer) => answer.text()), dressed()]);
  pane.replaceChildren(...new DOMParser().parseFromString(html, 'text/html').body.childNodes);
  const view = new View(pane);
  const calls = { label: view.word('label'), words: view.words, typed: () => sync.typed(), left: () => sync.left() };
  const host = pane.querySelector('.text');
  view.editor = await ace(host, calls).catch(() => {
    pane.querySelector('.keys').textContent = view.word('plain_keys');
    return plain(host, calls);
  });
  const sync = new Sync(view.editor, view);
  view.sync = sync;
  follow(pane, view, sync);
  await sync.begin();
  view.toFirst();
}

function dressed() {
  const link = Object.assign(document.createElement('link'), { rel: 'stylesheet', href: '/_studio/static/file/file.css' });
  document.head.append(link);
  return new Promise((resolve) => { link.onload = link.onerror = resolve; });
}

/** The file may be changed in the page, by undo, or by another program: at once while the tab is seen, else later. */
function follow(pane, view, sync) {
  let stale = false;
  let lock = facts.lock;
  document.addEventListener('studio:changed', ({ detail }) => {
    if (detail.problems?.length || !detail.lock) view.problems(detail.problems ?? []);
    stale = !sync.knows(detail.version) || lock !== detail.lock; // it may be gone, or there again
    lock = detail.lock;
    if (stale && !pane.hidden) refresh();
  });
  document.addEventListener('studio:refused', () => { // the file may be gone
    stale = true;
    if (!pane.hidden) refresh();
  });
  document.addEventListener('studio:tab', ({ detail }) => {
    if (detail !== pane.id) return;
    view.editor.resize();
    if (stale) refresh();
  });
  function refresh() {
    stale = false;
    sync.refresh();
  }
}

class View {
  constructor(pane) {
    this.pane = pane;
    this.words = JSON.parse(pane.querySelector('.words').textContent);
    this.first = null;
    pane.querySelector('.choose').addEventListener('click', ({ target }) => this.choose(target.dataset.way));
  }

  word(name, n = '') { return this.words[name].replace('{n}', n); }

  /** What is wrong, at its lines and in the list below; one that is chosen leads there. */
  problems(found) {
    this.first = found.find((one) => one.severity === 'error') ?? null;
    this.editor.mark(found);
    const title = this.pane.querySelector('#problems-title');
    const words = found.length ? this.word('problems', found.length) : this.word('sound');
    if (title.textContent !== words) title.textContent = words;
    this.pane.querySelector('.problems ol').replaceChildren(...found.map((one) => this.problem(one)));
  }

  problem({ line, column, message, hint, severity, path, where }) {
    const item = document.createElement('li');
    const button = item.appendChild(document.createElement('button'));
    Object.assign(button, { type: 'button', className: severity, textContent: `${this.word('line', line)}: ${message}` });
    const small = [hint, path && where].filter(Boolean).join(' · ');
    if (small) button.appendChild(document.createElement('small')).textContent = small;
    button.addEventListener('click', () => this.editor.go(line, column, true));
    return item;
  }

  toFirst() {
    if (this.first) this.editor.go(this.first.line, this.first.column, false);
  }

  notes(lines) { this.told([...this.pane.querySelectorAll('.told .bad')], lines.map((text) => this.paragraph(text))); }

  /** Why the file can't be read or saved, in words, said once; null when it can. A deleted one can be written again. */
  trouble(answer) {
    const words = answer && `${answer.message} ${answer.hint ?? ''}`;
    if (words && this.pane.querySelector('.told .bad')?.firstChild.data === words) return;
    const others = [...this.pane.querySelectorAll('.told :not(.bad)')].filter((one) => one.tagName === 'P');
    if (!answer) return void this.told(others, []);
    const told = this.paragraph(words, 'bad');
    if (answer.gone) {
      const again = told.appendChild(Object.assign(document.createElement('button'), { type: 'button' }));
      again.textContent = this.word('gone');
      again.addEventListener('click', () => this.sync.again());
    }
    this.told(others, [told]);
  }

  paragraph(text, kind = '') {
    return Object.assign(document.createElement('p'), { className: kind, textContent: text });
  }

  told(kept, fresh) { this.pane.querySelector('.told').replaceChildren(...fresh, ...kept); }

  /** Both versions of the lines that two changed. */
  clash(before, mine, theirs) {
    const place = this.pane.querySelector('template.place').content;
    const made = together(before, mine, theirs).places.map((one) => {
      const box = place.cloneNode(true);
      box.querySelector('h3').textContent = this.word('line', one.line);
      [one.mine, one.theirs].forEach((lines, n) => { box.querySelectorAll('pre')[n].textContent = lines.join('\n'); });
      return box;
    });
    this.pane.querySelector('.clash .places').replaceChildren(...made);
    this.pane.querySelector('.clash').hidden = false;
    this.pane.querySelector('.clash h2').focus(); // no button: who types on would press it
  }

  choose(way) {
    if (!way) return;
    this.pane.querySelector('.clash').hidden = true;
    this.sync.choose(way);
  }
}
