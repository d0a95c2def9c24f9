// Texts are written where they stand: the element shows the owner's own words, and each letter is a change of the file.
import { again } from './again.js';
import { goTo, show } from './areas.js';
import { change, say, undo } from './wire.js';
import { elementOf, idOfThing, outline, parentOf, select, thingAt } from './selection.js';
import { sameWords } from './find.js';
import { nameOf, tell } from './deeds.js';
import { draw } from './frames.js';

let now = null; // { element, wording, before, last, kept, run }
let runs = 0;

/** The element that is being written in: a patch of the page leaves it alone. */
export const edited = () => now?.element ?? null;

/** Begin with the text below the mouse, of the thing there or of one around it. */
export function begin(target) {
  if (now?.element.contains(target)) return;
  for (let thing = thingAt(target); thing; thing = parentOf(thing)) {
    for (const wording of thing.texts) {
      const element = sameWords(elementOf(thing), wording.shown);
      const beside = target !== elementOf(thing) && target.contains(element); // a label is wider than its words
      if (element && (element.contains(target) || beside)) return write(thing, wording, element);
    }
  }
}

/** Begin with the first text of a thing that stands in the page. */
export function beginFirst(thing) {
  for (const wording of thing?.texts ?? []) {
    const element = sameWords(elementOf(thing), wording.shown);
    if (element) return write(thing, wording, element);
  }
}

function write(thing, wording, found) {
  end();
  const from = document.activeElement;
  show('middle');
  select(thing);
  const element = wordsOnly(found);
  const before = wording.words.replace(/\n$/, '');
  now = { element, thing, wording, before, last: before, kept: element.innerHTML, lang: element.getAttribute('lang'), from, run: `text-${idOfThing(thing)}-${Date.now()}-${runs += 1}` };
  element.textContent = before;
  if (wording.prose) element.style.whiteSpace = 'pre-wrap';
  element.setAttribute('contenteditable', 'plaintext-only');
  if (!element.isContentEditable) element.setAttribute('contenteditable', 'true'); // Firefox before 136
  element.spellcheck = true;
  element.lang = wording.language;
  for (const [name, heard] of Object.entries(LISTENERS)) element.addEventListener(name, heard);
  element.focus();
  element.ownerDocument.getSelection().selectAllChildren(element);
  tell(say(wording.prose ? 'writing_prose' : 'writing'));
  draw();
}

/** An element that holds words alone: beside a picture they get one of their own. */
function wordsOnly(element) {
  if (![...element.children].some((one) => !one.textContent.trim())) return element;
  const words = [...element.childNodes].find((one) => one.textContent.trim());
  if (!words || words.nodeType === Node.ELEMENT_NODE) return words ?? element;
  const own = element.ownerDocument.createElement('span');
  words.replaceWith(own);
  own.append(words);
  return own;
}

/** What stands in an element, line by line. */
function wordsIn(element) {
  let text = '';
  const read = (node) => {
    if (node.nodeType === Node.TEXT_NODE) text += node.data;
    else if (node.nodeName === 'BR') text += '\n';
    else {
      if (['DIV', 'P'].includes(node.nodeName) && text && !text.endsWith('\n')) text += '\n';
      node.childNodes.forEach(read);
    }
  };
  element.childNodes.forEach(read);
  return text.replace(/\u00a0/g, ' ').replace(/\n+$/, '');
}

function typed() {
  const { element, wording, thing } = now;
  const words = wording.prose ? wordsIn(element) : wordsIn(element).replace(/\s*\n\s*/g, ' ');
  if (words !== now.last) put(words, wording, thing);
  draw();
}

function put(words, wording, thing) {
  if (!words.trim() && wording.needed) return;
  now.last = words;
  const edits = [words.trim() ? { op: 'put', path: wording.path, value: valueOf(words, wording) } : { op: 'take', path: wording.path }];
  change(edits, { what: say('written', { name: nameOf(thing) }), run: now.run });
}

function valueOf(words, wording) {
  const whole = wording.words.endsWith('\n') ? `${words}\n` : words;
  if (!wording.others) return whole;
  const said = { ...wording.others, [wording.language]: whole };
  return Object.fromEntries(outline().languages.map((code) => [code, said[code]]));
}

/** End: the page shows what stands in the file. */
export function end({ back = false, leave = false } = {}) {
  if (!now) return;
  const { element, before, last, kept, lang, from } = now;
  for (const [name, heard] of Object.entries(LISTENERS)) element.removeEventListener(name, heard);
  const unchanged = last === before;
  now = null;
  element.removeAttribute('contenteditable');
  element.removeAttribute('style');
  element.removeAttribute('spellcheck');
  if (lang === null) element.removeAttribute('lang');
  else element.lang = lang;
  tell('');
  if (leave) goTo(from.closest('.left') ? 'outline' : 'page');
  if (unchanged || back) element.innerHTML = kept;
  if (back && !unchanged) return undo();
  document.dispatchEvent(new CustomEvent('studio:written'));
  draw();
}

function pressed(event) {
  const { prose } = now.wording;
  if (event.isComposing || event.keyCode === 229) return event.stopPropagation(); // the key belongs to an input method
  if (event.key === 'Escape') return stop(event, () => end({ back: true, leave: true }));
  if (event.key === 'Enter' && !(prose && !event.ctrlKey && !event.metaKey)) return stop(event, () => end({ leave: true }));
  if (event.key === 'Enter') return stop(event, () => insert('\n'));
  if (event.key === ' ') return stop(event, () => insert(' ')); // a button or a summary would take it for a click
  return event.stopPropagation();
}

function stop(event, act) {
  event.preventDefault();
  event.stopPropagation();
  act();
}

const insert = (text) => now.element.ownerDocument.execCommand(text === '\n' ? 'insertLineBreak' : 'insertText', false, text);

function pasted(event) {
  event.preventDefault();
  const text = event.clipboardData.getData('text/plain');
  if (text) now.element.ownerDocument.execCommand('insertText', false, text);
}

const LISTENERS = { input: typed, keydown: pressed, paste: pasted, blur: () => end() };
document.addEventListener('studio:moved', ({ detail }) => {
  if (now) now.wording = { ...now.wording, path: again(now.wording.path, detail) };
});
