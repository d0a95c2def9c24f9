// The control of a picture: one from a file, dropped, or one that is there already. Then its words are asked for.
import { base, say } from './wire.js';
import { droppable } from './dropped.js';
import { lead, put, stand } from './putting.js';

let wanted = null; // the control whose words are asked for as soon as it is drawn

const idOf = (path) => `c-${path.map((step) => String(step).replace(/\s/g, '') || '_').join('-')}`;

document.addEventListener('studio:words', ({ detail }) => {
  wanted = { id: idOf(detail.path), again: detail.again };
  const control = document.getElementById(wanted.id);
  if (control) asked(control);
});

/** Go to the words of a picture that was just put there, and say why. */
function asked(control) {
  const field = control.querySelector('[data-kind=alt] textarea:not([hidden])');
  if (wanted?.id !== control.id || !field || !control.isConnected) return;
  const note = control.querySelector('.asked');
  note.textContent = wanted.again && field.value ? note.dataset.again : note.dataset.now;
  wanted = null;
  if (!field.offsetParent) document.querySelector('.switch [data-show=right]').click();
  field.focus({ preventScroll: true });
  field.select();
  field.scrollIntoView({ block: 'center' });
}

/** Lets a control take a file, or a picture that is there already. */
export function picture(control) {
  const path = JSON.parse(control.dataset.path);
  const file = control.querySelector('[type=file]');
  const place = { image: path, name: control.dataset.label, had: JSON.parse(control.dataset.own) };
  file.addEventListener('change', () => put(place, file.files));
  droppable(control, place);
  const stock = control.querySelector('.there');
  stock?.addEventListener('toggle', () => { if (stock.open) shelf(stock.querySelector('.stock'), place); }, { once: true });
  queueMicrotask(() => asked(control));
}

/** While words are written, nothing says any more that they are missing. */
export function alt(control) {
  const [field, tag, note] = ['textarea', '.lacking', '.asked'].map((name) => control.querySelector(name));
  const { needed } = JSON.parse(control.dataset.extra);
  field.addEventListener('input', () => {
    tag.hidden = !needed || field.value.trim() !== '';
    note.textContent = '';
  });
  const next = control.querySelector('.onward');
  next?.addEventListener('click', () => lead(JSON.parse(next.dataset.next)));
}

/** Lets a gallery take several. */
export function several(control) {
  const file = control.querySelector(':scope [type=file]');
  if (!file) return;
  const name = control.closest('.panel').querySelector('h2').textContent;
  const place = { image: JSON.parse(control.dataset.path), name, count: control.querySelectorAll('.rows > li').length };
  file.addEventListener('change', () => put(place, file.files));
  droppable(control, place);
}

/** The pictures of the site, small, to choose from. */
async function shelf(list, place) {
  const answer = await fetch(`${base}pictures`, { headers: { Accept: 'application/json' } }).catch(() => null);
  const found = answer?.ok ? (await answer.json()).pictures : null;
  if (!found?.length) list.textContent = found ? list.dataset.none : say('unread');
  else list.replaceChildren(...found.map((one) => choice(one, place)));
}

function choice({ path, small }, place) {
  const [button, shown, name] = ['button', 'img', 'span'].map((tag) => document.createElement(tag));
  button.type = 'button';
  Object.assign(shown, { src: small, alt: '', loading: 'lazy' });
  name.textContent = path.split('/').at(-1);
  button.append(shown, name);
  button.addEventListener('click', () => stand(place, [{ path }]));
  return button;
}
