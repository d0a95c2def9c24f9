// The text in Ace (vendored), with colours, line numbers, and what is wrong at its lines.
import { hunks } from './lines.js';
import { offers } from './offers.js';

const VENDOR = new URL('../vendor/ace/', import.meta.url);
const THEMES = { light: 'ace/theme/github_light_default', dark: 'ace/theme/github_dark' };
const PARTS = ['mode-yaml', 'theme-github_light_default', 'theme-github_dark', 'ext-searchbox', 'ext-language_tools'];
const STYLES = ['ace.css', 'theme/github_light_default.css', 'theme/github_dark.css'];

/** Rejects when Ace can't be loaded. */
export async function ace(host, { label, words, typed, left }) {
  await import(new URL('ace.js', VENDOR));
  const { ace: made } = window;
  made.config.set('useStrictCSP', true);
  await Promise.all([...STYLES.map(style), ...PARTS.map((part) => import(new URL(`${part}.js`, VENDOR)))]);
  made.config.setMessages({ ...made.require('ace/lib/default_english_messages').defaultEnglishMessages, ...said(words) });
  host.replaceChildren(document.createElement('div'));
  const editor = made.edit(host.firstChild, {
    useWorker: false, mode: 'ace/mode/yaml', useSoftTabs: true, tabSize: 2, wrap: 'free', indentedSoftWrap: true,
    showPrintMargin: false, showFoldWidgets: false, enableKeyboardAccessibility: true, textInputAriaLabel: label, newLineMode: 'unix',
    enableBasicAutocompletion: true, enableLiveAutocompletion: true, scrollPastEnd: 0.3, fontSize: '0.95rem',
  });
  dress(editor);
  complete(made, editor);
  return around(editor, { typed, left }, made.require('ace/range').Range);
}

/** Ace's own words in the reader's language: those that begin with "ace.". */
const said = (words) => Object.fromEntries(
  Object.entries(words).filter(([name]) => name.startsWith('ace.')).map(([name, text]) => [name.slice(4), text]));

function style(name) {
  return new Promise((resolve, reject) => {
    const link = Object.assign(document.createElement('link'), { rel: 'stylesheet', href: new URL(name, VENDOR) });
    link.addEventListener('load', resolve);
    link.addEventListener('error', reject);
    document.head.append(link);
  });
}

/** Light or dark, as the system is. */
function dress(editor) {
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const put = () => editor.setTheme(dark.matches ? THEMES.dark : THEMES.light);
  dark.addEventListener('change', put);
  put();
}

/** Offers keys and values; the table is asked for when it is needed first. */
function complete(made, editor) {
  let table;
  const load = async () => (await (await fetch('/_studio/completions.json')).json()).places;
  editor.completers = [{
    identifierRegexps: [/[\w-]/],
    async getCompletions(_editor, session, { row, column }, _prefix, answer) {
      const lines = [...session.getLines(0, row - 1), session.getLine(row).slice(0, column)];
      const places = await (table ??= load()).catch(() => { table = undefined; return [{}]; });
      const colon = /^\s*:/.test(session.getLine(row).slice(column).replace(/^[\w-]*/, ''));
      answer(null, offers(places, row ? lines : lines.slice(-1)).map(({ name, words, insert }, order) => (
        { caption: name, value: colon ? name : insert, docText: words, score: 1000 - order })));
    },
  }];
}

function around(editor, { typed, left }, Range) {
  const { session } = editor;
  let ours = false; // what we put in ourselves is not typed
  const quietly = (work) => { ours = true; work(); ours = false; };
  const undo = session.getUndoManager();
  own(undo);
  session.on('change', () => { if (!ours) typed(); });
  editor.on('blur', left);
  editor.on('paste', (event) => { event.text = event.text.replace(/\t/g, '  '); });

  return {
    lines: () => session.doc.getAllLines(),
    set: (lines) => quietly(() => { session.setValue(lines.join('\n')); }),
    show: (lines) => quietly(() => {
      const before = undo.startNewGroup();
      put(session.doc, lines, Range);
      undo.markIgnored(before);
    }),
    go(line, column, focus) {
      editor.gotoLine(line, column - 1, false);
      editor.scrollToLine(line - 1, true, false);
      if (focus) editor.focus();
    },
    mark: (problems) => session.setAnnotations(problems.map(({ line, column, message, hint, severity }) => (
      { row: line - 1, column: column - 1, text: `${message} ${hint}`.trim(), type: severity === 'error' ? 'error' : 'info' }))),
    readOnly: (on) => editor.setReadOnly(on),
    resize: () => editor.resize(),
  };
}

/** Ctrl+Z takes back what was typed here alone. What came from elsewhere stays, also where it stands in the way. */
function own(manager) {
  const undo = manager.undo.bind(manager);
  manager.undo = (...how) => {
    const done = undo(...how);
    if (!manager.toJSON().$redoStack.at(-1)?.[0].ignore) return done;
    manager.redo();
    return manager.reset();
  };
}

/** Changes only the lines that differ: caret and marks stay where they were. */
function put(doc, lines, Range) {
  for (const { start, end, lines: fresh } of hunks(doc.getAllLines(), lines).reverse()) {
    if (end < doc.getLength()) {
      doc.replace(new Range(start, 0, end, 0), fresh.map((line) => `${line}\n`).join(''));
    } else {
      const from = start ? [start - 1, doc.getLine(start - 1).length] : [0, 0];
      const text = (start && fresh.length ? '\n' : '') + fresh.join('\n');
      doc.replace(new Range(...from, doc.getLength(), 0), text);
    }
  }
}
