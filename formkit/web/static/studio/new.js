// New site as a talk: one question at a time. Without this script the page is one long form.
import { follow, send } from './new-page.js';

const KEPT = 'studio-new';
const PLACES = { address: 'contact', hours: 'hours' }; // where an answer is seen in the page; else at its top
const form = document.getElementById('talk');
const words = JSON.parse(document.getElementById('words').textContent);
const steps = [...form.querySelectorAll('[data-step]')];
const [next, back, skip] = ['next', 'back', 'skip'].map((id) => document.getElementById(id));
const progress = document.getElementById('progress');
const status = document.getElementById('status');
const answered = new Set(); // numbers of the steps that were not skipped
let at = 0;

/** What was answered, without the steps to come and those that were skipped. */
function answers() {
  const said = new FormData(form);
  for (const [number, step] of steps.entries()) {
    if (answered.has(number)) continue;
    for (const control of step.querySelectorAll('[name]')) said.delete(control.name);
  }
  return said;
}

const page = follow(answers, (answer) => {
  document.getElementById('suits').setAttribute('fill', answer.accent ?? 'none');
  const own = answer.trade && form.elements.kind.value;
  document.getElementById('found').textContent = own ? words.found.replace('{trade}', answer.trade) : '';
  if (answer.clock !== undefined) document.getElementById('clock').textContent = answer.clock;
  document.getElementById('mine').setAttribute('fill', form.elements.accent_own.value);
});

function show(number) {
  at = number;
  for (const step of steps) step.classList.toggle('now', step === steps[at]);
  answered.add(at);
  back.hidden = at === 0;
  skip.hidden = 'needed' in steps[at].dataset || at === steps.length - 1;
  next.textContent = at === steps.length - 1 ? words.make : words.next;
  progress.textContent = words.step.replace('{n}', at + 1).replace('{all}', steps.length);
  status.textContent = '';
  keep();
}

/** To a step, with the cursor where one begins to type. The browser's own Back leads back, too. */
function go(number, remembered = false) {
  if (!remembered) history.pushState(number, '');
  show(number);
  const controls = [...steps[at].querySelectorAll('input, select')];
  (controls.find((one) => one.checked && one.type === 'radio') ?? controls[0]).focus({ preventScroll: true });
  form.scrollTop = 0;
  scrollTo(0, 0);
  page.turnTo(PLACES[steps[at].dataset.step] ?? '');
}

/** Tells the mistakes beside their fields; the numbers of the steps that hold one. */
function tell(wrong, among) {
  const found = new Set();
  for (const line of form.querySelectorAll('.told')) {
    const name = line.id.slice('wrong-'.length);
    const number = steps.findIndex((step) => step.contains(line));
    const bad = name in wrong && among(number);
    line.textContent = bad ? wrong[name] : '';
    line.hidden = !bad;
    document.getElementById(name)?.toggleAttribute('aria-invalid', bad);
    if (bad) document.getElementById(name)?.setAttribute('aria-invalid', 'true');
    if (bad) found.add(number);
  }
  return [...found].sort((one, other) => one - other);
}

function toMistake(number) {
  if (number !== at) go(number);
  const field = steps[number].querySelector('.told:not([hidden])').id.slice('wrong-'.length);
  document.getElementById(field)?.focus();
}

async function onward() {
  answered.add(at);
  const { wrong = {} } = await page.now();
  const [bad] = tell(wrong, (number) => number === at);
  if (bad !== undefined) toMistake(bad);
  else go(at + 1);
}

async function make() {
  status.textContent = words.making;
  const { body } = await send('/_studio/new', answers());
  if (body.location) {
    sessionStorage.removeItem(KEPT);
    location.assign(body.location);
    return;
  }
  status.textContent = body.message ? `${body.message} ${body.hint ?? ''}` : '';
  const [bad] = tell(body.wrong ?? {}, () => true);
  if (bad !== undefined) toMistake(bad);
}

let busy = false;
form.addEventListener('submit', async (event) => {
  event.preventDefault();
  if (busy) return;
  busy = true;
  try {
    await (at === steps.length - 1 ? make() : onward());
  } catch {
    status.textContent = words.lost;
  } finally {
    busy = false;
  }
});
history.scrollRestoration = 'manual'; // else the browser goes back to where the question was left, after us
addEventListener('popstate', ({ state }) => go(state ?? 0, true));
back.addEventListener('click', () => go(at - 1));
skip.addEventListener('click', () => {
  answered.delete(at);
  tell({}, () => false);
  go(at + 1);
});
form.addEventListener('input', ({ target }) => {
  if (target.name === 'kind' && target.value) for (const one of form.elements.trade) one.checked = false;
  if (target.name === 'trade') form.elements.kind.value = '';
  if (target.name === 'accent_own') document.getElementById('own').checked = true;
  if (target.name === 'language') others();
  answered.add(at);
  keep();
  page.soon();
});

/** The main language is not offered once more. */
function others() {
  for (const one of form.querySelectorAll('[name=also]')) one.parentElement.hidden = one.value === form.elements.language.value;
}

// the same hours on every open day: those of the first
const copy = document.getElementById('copy');
copy.hidden = false;
copy.addEventListener('click', () => {
  const open = [...form.querySelectorAll('.week li')].filter((day) => day.querySelector(':checked'));
  const times = (day) => [...day.querySelectorAll('[type=time]')];
  for (const day of open.slice(1)) times(day).forEach((one, index) => { one.value = times(open[0])[index].value; });
  form.dispatchEvent(new Event('input'));
});

// what was typed outlives a reload
function keep() {
  const said = [...new FormData(form)].filter(([name]) => name !== 'csrf_token');
  try {
    sessionStorage.setItem(KEPT, JSON.stringify({ at, answered: [...answered], said }));
  } catch { /* a browser that keeps nothing */ }
}

function restored() {
  const kept = JSON.parse(sessionStorage.getItem(KEPT) ?? 'null');
  if (!kept || 'refused' in form.dataset) return false;
  for (const control of form.elements) {
    if (!control.name || control.name === 'csrf_token') continue;
    const said = kept.said.filter(([name]) => name === control.name).map(([, value]) => value);
    if (['radio', 'checkbox'].includes(control.type)) control.checked = said.includes(control.value);
    else if (said.length) [control.value] = said;
  }
  kept.answered.forEach((number) => answered.add(number));
  document.getElementById('anew').hidden = false;
  show(Math.min(kept.at, steps.length - 1));
  return true;
}

/** The country is that of the clock, until another one is chosen. */
function guess() {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const country = document.getElementById('country');
  document.getElementById('timezone').value ||= zone;
  if (country.value) return;
  const here = [...country.options].find((one) => one.dataset.zones?.split(' ').includes(zone));
  if (here) country.value = here.value;
}

document.getElementById('anew').addEventListener('click', () => {
  sessionStorage.removeItem(KEPT);
  location.assign(location.pathname);
});
document.body.classList.add('steps');
document.getElementById('show').hidden = true;
document.getElementById('summary')?.remove();
guess();
if (!restored()) {
  const bad = steps.findIndex((step) => step.querySelector('.told:not([hidden])'));
  if ('refused' in form.dataset) steps.forEach((_, number) => answered.add(number));
  show(Math.max(bad, 0));
}
others();
history.replaceState(at, '');
page.soon();
