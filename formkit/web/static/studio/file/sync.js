// Keeps what is typed and what stands on disk the same: sends, takes over, puts both together, asks where it can't.
import { base as address, heard, keptAt, post, showing } from '../wire.js';
import { linesOf, together, withEnds } from './lines.js';

const KEPT = `${keptAt}:file`;
const CALM_MS = 250;
const AGAIN_MS = 1000;
const SHUT = [400, 403]; // the visit ended: what was typed is sent when the page was loaded again
const status = (name) => document.dispatchEvent(new CustomEvent('studio:status', { detail: name }));
const plain = (text) => linesOf(text.replace(/^\ufeff/, ''));

const fresh = () => `${Date.now()}-${Math.random()}`; // of a run of typing

/** `editor` as of ace.js or plain.js; `tell` has the functions problems, notes, trouble and clash. */
export class Sync {
  #editor; #tell; #timer; #sending = false; #asking = null; #anew = false; #settled = false; #later = false; #begun = false; #kept = null;
  #version = ''; #text = ''; #run = fresh();

  constructor(editor, tell) {
    this.#editor = editor;
    this.#tell = tell;
    addEventListener('beforeunload', (event) => { if (this.#dirty) event.preventDefault(); });
  }

  get #typed() { return withEnds(this.#text, this.#editor.lines()); }
  get #dirty() { return this.#typed !== this.#text; }

  /** The text of the file for the first time, and what an earlier visit could not send. */
  async begin() {
    this.#editor.readOnly(true);
    const kept = JSON.parse(localStorage.getItem(KEPT) || 'null');
    const answer = await this.#read();
    if (this.#begun || (!answer && !kept)) return;
    this.#begun = true;
    this.#editor.readOnly(false);
    [this.#version, this.#text] = kept ? [kept.version, kept.base] : [answer.version, answer.text];
    this.#editor.set(plain(kept?.text ?? answer.text));
    this.#kept = localStorage.getItem(KEPT);
    if (kept) await this.#send(true);
  }

  /** Something was typed. */
  typed() {
    this.#keep();
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#send(), CALM_MS);
  }

  /** The caret left the text: the next typing is another change of the history. */
  left() { this.#run = fresh(); }

  /** The file may be another one now. */
  async refresh() {
    this.#later = false;
    if (this.#sending || this.#asking) return;
    if (!this.#begun) return void await this.begin();
    if (this.#dirty) return void await this.#send();
    const answer = await this.#read();
    if (answer && !this.#sending && answer.version !== this.#version) this.#adopt(this.#text, answer);
  }

  /** Whether a version that was told is the one here; while something is sent, it is looked at afterwards. */
  knows(version) {
    if (version === this.#version) return true;
    this.#later ||= this.#sending;
    return this.#sending;
  }

  /** Write the file that was deleted again. */
  again() {
    this.#anew = true;
    return this.#send(true);
  }

  /** What stays where both changed the same lines: "mine", "theirs" or "both". */
  async choose(way) {
    const { base, version, theirs } = this.#asking;
    const lines = together(plain(base), this.#editor.lines(), plain(theirs), way).lines;
    this.#asking = null;
    [this.#version, this.#text] = [version, theirs];
    this.#editor.readOnly(false);
    this.#editor.show(lines);
    this.#keep();
    await this.#send(true);
  }

  async #read() {
    try {
      const answer = await (await fetch(`${address}file`, { headers: { Accept: 'application/json' } })).json();
      if (answer.text === undefined) return void this.#tell.trouble(answer);
      this.#tell.trouble(null);
      this.#tell.problems(answer.problems);
      this.#tell.notes(answer.notes);
      return answer;
    } catch {
      status('unread');
      setTimeout(() => this.refresh(), AGAIN_MS);
    }
  }

  async #send(whatever = false) {
    clearTimeout(this.#timer);
    if (this.#sending || this.#asking || !(this.#dirty || whatever)) return;
    this.#sending = true;
    status('saving');
    const [sent, asked] = [this.#typed, showing()];
    try {
      this.#took(sent, await post('file', { base: this.#version, text: sent, run: this.#run, anew: this.#anew, ...asked }), asked);
    } catch (trouble) {
      if (trouble.message && trouble.status) this.#tell.trouble(trouble);
      status(trouble.status === 503 ? 'kept' : 'waiting');
      this.#timer = setTimeout(() => this.#send(whatever), AGAIN_MS);
    } finally {
      this.#sending = false;
    }
    if (this.#settled && this.#dirty) return this.typed();
    if (this.#later) await this.refresh();
  }

  #took(sent, answer, asked) {
    this.#settled = answer.status === 200;
    if (answer.status === 409) return this.#ask({ ...answer, base: answer.base || this.#text });
    if (answer.status >= 500) throw answer;
    if (answer.status !== 200) {
      status(SHUT.includes(answer.status) ? 'shut' : 'refused');
      return this.#tell.trouble(answer);
    }
    this.#anew = false;
    this.#tell.trouble(null);
    this.#tell.notes(answer.notes);
    this.#adopt(sent, { version: answer.version, text: answer.text ?? sent });
    heard(answer, asked);
    if (!this.#dirty) status('saved');
  }

  /** The file says this now; what was typed since `before` stays. */
  #adopt(before, { version, text }) {
    const { lines, places } = together(plain(before), this.#editor.lines(), plain(text));
    if (places.length) return this.#ask({ version, theirs: text, base: before });
    [this.#version, this.#text] = [version, text];
    this.#editor.show(lines);
    this.#keep();
  }

  #ask(asked) {
    this.#asking = asked;
    this.#editor.readOnly(true);
    status('clash');
    this.#tell.clash(plain(asked.base), this.#editor.lines(), plain(asked.theirs));
  }

  /** Only what this window wrote is taken away: another one may have typed, too. */
  #keep() {
    if (this.#asking) return;
    const mine = this.#kept !== null && localStorage.getItem(KEPT) === this.#kept;
    this.#kept = this.#dirty ? JSON.stringify({ version: this.#version, base: this.#text, text: this.#typed }) : null;
    try {
      if (this.#kept !== null) localStorage.setItem(KEPT, this.#kept);
      else if (mine) localStorage.removeItem(KEPT);
    } catch { /* no room there: it is sent all the same */ }
  }
}
