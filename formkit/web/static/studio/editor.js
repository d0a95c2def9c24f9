// The frame of the editor: its tabs, undo and redo, and what is said of saving. Each part of it is a module of its own.
import { anyKept, owing } from './kept.js';
import { facts, keptAt, quiet, redo, say, undo, undone } from './wire.js';
import './lock.js';
import './page.js';
import './panel.js';
import './outline.js';
import './palette.js';
import './news.js';
import './page-title.js';
import './page-drop.js';
import './conflict.js';
import './areas.js';
import './focus.js';

const saved = document.getElementById('saved');
const buttons = { undo: document.getElementById('undo'), redo: document.getElementById('redo') };

const OWED = ['kept', 'waiting', 'shut', 'clash', 'refused'];
let status = '';
let owed = ''; // why something is not in the file, as far as was told
document.addEventListener('studio:status', ({ detail: told }) => {
  const detail = told === 'saved' && owing() ? owed || 'saving' : told; // another part still has something
  if (detail === 'saved') owed = '';
  else if (OWED.includes(detail)) owed = detail;
  if (detail === status || (detail === 'saving' && ['kept', 'waiting'].includes(status))) return; // it is tried again: no news
  status = detail;
  saved.textContent = say(detail);
});
document.addEventListener('studio:refused', ({ detail }) => {
  if (detail.status === 503) return; // it may pass: lock.js
  status = '';
  saved.textContent = `${detail.message || say('refused')} ${detail.hint || ''}`;
});
document.addEventListener('studio:online', () => {
  if (['offline', 'unread'].some((one) => saved.textContent.trim() === say(one)) && quiet()) document.dispatchEvent(new CustomEvent('studio:status', { detail: 'saved' }));
});
document.addEventListener('studio:changed', ({ detail }) => {
  able(detail);
});
/** A button that has nothing to do keeps the focus. */
function able(answer) {
  for (const [way, button] of Object.entries(buttons)) button.ariaDisabled = !answer[way];
}
able(facts);
for (const [way, move] of Object.entries({ undo, redo })) {
  buttons[way].addEventListener('click', () => { if (buttons[way].ariaDisabled !== 'true') move(); });
}
document.addEventListener('keydown', (event) => {
  const typed = event.target.closest?.('input:not([type=checkbox], [type=radio], [type=color]), textarea, [contenteditable]');
  if (!typed && undone(event)) event.preventDefault();
});

// tabs (WAI-ARIA APG): the arrows move between them
const tabs = [...document.querySelectorAll('[role=tab]')];
const opened = new Set(['page']);

async function open(tab) {
  for (const one of tabs) {
    const here = one === tab;
    one.setAttribute('aria-selected', here);
    one.tabIndex = here ? 0 : -1;
    document.getElementById(one.getAttribute('aria-controls')).hidden = !here;
  }
  const name = tab.id.slice(4);
  const pane = document.getElementById(name);
  if (!opened.has(name)) {
    opened.add(name);
    try {
      const part = await import(`./tab-${name}.js`);
      await part.open(pane);
    } catch {
      pane.textContent = say('unread');
      opened.delete(name);
    }
  }
  document.dispatchEvent(new CustomEvent('studio:tab', { detail: name }));
}

for (const [index, tab] of tabs.entries()) {
  tab.addEventListener('click', () => open(tab));
  tab.addEventListener('keydown', (event) => {
    const to = { ArrowRight: index + 1, ArrowLeft: index - 1, Home: 0, End: -1 }[event.key];
    const next = tabs.at(to === tabs.length ? 0 : to ?? tabs.length);
    if (!next) return;
    event.preventDefault();
    next.focus();
    open(next);
  });
}
/** Opens a tab by its name, such as "file". */
document.addEventListener('studio:open', ({ detail }) => {
  const tab = document.getElementById(`tab-${detail}`);
  if (!tab) return;
  open(tab);
  if (document.activeElement?.closest('[hidden]')) tab.focus();
});

// a file that can't be read opens at what is wrong in it; what was typed into it and not sent is sent by its tab
if (anyKept(`${keptAt}:file`) || document.querySelector('#broken.bad:not([hidden])')) open(document.getElementById('tab-file'));
