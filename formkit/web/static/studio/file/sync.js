// Keeps what is typed and what stands on disk the same: sends, takes over, puts both together, asks where it can't.
import { keeping } from '../kept.js';
import { base as address, heard, keptAt, post, showing, unsent } from '../wire.js';
import { linesOf, together, withEnds } from './lines.js';

const CALM_MS = 250; // from a key until it is sent: more may follow
const MOST_MS = 500; // while more do
const AGAIN_MS = 1000;
const SHUT = [400, 403]; // the visit ended: what was typed is sent when the page was loaded again
const status = (name) => document.dispatchEvent(new CustomEvent('studio:status', { detail: name }));
const plain = (text) => linesOf(text.replace(/^\ufeff/, ''));

const fresh = () => `${Date.now()}-${Math.random()}`; // of a run of typing

/** `editor` as of ace.js or plain.js; `tell` has the functions problems, notes, trouble and clash. */
export class Sync {
  #editor; #tell; #timer; #since = 0; #sending = false; #asking = null; #anew = false; #later = false; #begun = false;
  #version = ''; #text = ''; #run = fresh(); #store; #mine = []; #left = [];

  constructor(editor, tell) {
    this.#editor = editor;
    this.#tell = tell;
    this.#store = keeping(`${keptAt}:file`, (left) => this.#came(left));
  }

  get #typed() { return withEnds(this.#text, this.#editor.lines()); }
  get #dirty() { return this.#typed !== this.#text; }

  /** The text of the file for the first time, and what other windows have left. */
  async begin() {
    this.#editor.readOnly(true);
    const answer = await this.#read();
    if (this.#begun || (!answer && !this.#left.length)) return;
    this.#begun = true;
    this.#editor.readOnly(false);
    if (answer) {
      this.#tells(answer);
      [this.#version, this.#text] = [answer.version, answer.text];
      this.#editor.set(plain(answer.text));
    }
    await this.#next();
  }

  /** Something was typed. */
  typed() {
    this.#keep();
    if (this.#sending || this.#asking) return; // it is looked at afterwards
    clearTimeout(this.#timer);
    if (!this.#dirty && !this.#anew) return this.#rest();
    status('saving');
    this.#since ||= Date.now();
    this.#timer = setTimeout(() => this.#send(), Math.min(CALM_MS, this.#since + MOST_MS - Date.now()));
  }

  /** The caret left the text: the next typing is another change of the history. */
  left() { this.#run = fresh(); }

  /** The file may be another one now. */
  async refresh() {
    this.#later = false;
    if (this.#sending || this.#asking) return;
    if (!this.#begun) return void await this.begin();
    if (this.#dirty) return void await this.#send();
    const before = this.#version;
    const answer = await this.#read();
    if (!answer || this.#sending || this.#asking || this.#version !== before) return; // it is older than what was sent since
    this.#tells(answer);
    if (answer.version !== before) this.#adopt(this.#text, answer);
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
      document.dispatchEvent(new CustomEvent('studio:online'));
      return answer;
    } catch {
      status('unread');
      setTimeout(() => this.refresh(), AGAIN_MS);
    }
  }

  #tells({ problems, notes }) {
    this.#tell.problems(problems);
    this.#tell.notes(notes);
  }

  /** What windows that are gone had typed: [{version, base, text}]. */
  #came(left) {
    this.#left.push(...left);
    this.#keep();
    if (this.#begun) this.#next();
    else this.refresh();
  }

  /** Sends the next of that, when nothing of our own is under way. */
  async #next() {
    if (!this.#left.length || this.#sending || this.#asking || this.#dirty) return;
    const { version, base, text } = this.#left.shift();
    [this.#version, this.#text, this.#run] = [version, base, fresh()];
    this.#editor.show(plain(text));
    this.#keep();
    await this.#send(true);
    this.#run = fresh();
  }

  /** All that was typed is in the file; what was changed in the page may still wait. */
  #rest() {
    this.#since = 0;
    if (!unsent()) status('saved');
    return this.#next();
  }

  async #send(whatever = this.#anew) {
    clearTimeout(this.#timer);
    if (this.#sending || this.#asking || !(this.#dirty || whatever)) return;
    this.#sending = true;
    this.#since = 0;
    status('saving');
    const [sent, asked] = [this.#typed, showing()];
    try {
      this.#took(sent, await post('file', { base: this.#version, text: sent, run: this.#run, anew: this.#anew, ...asked }), asked);
    } catch (trouble) {
      if (trouble.message && trouble.status) this.#tell.trouble(trouble);
      status(trouble.status === 503 ? 'kept' : 'waiting');
      this.#timer = setTimeout(() => this.#send(whatever), AGAIN_MS);
      return;
    } finally {
      this.#sending = false;
    }
    if (this.#dirty && this.#typed !== sent) return this.typed();
    await this.#next();
    if (this.#later) await this.refresh();
  }

  #took(sent, answer, asked) {
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
    if (!this.#dirty && !unsent()) status('saved');
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

  /** While it is asked about, what was typed before is kept. */
  #keep() {
    if (!this.#asking) this.#mine = this.#dirty ? [{ version: this.#version, base: this.#text, text: this.#typed }] : [];
    this.#store([...this.#mine, ...this.#left]);
  }
}
