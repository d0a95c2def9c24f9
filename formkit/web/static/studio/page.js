// The real page in the middle: which one is shown, and how it follows a change.
import { base, show, showing } from './wire.js';

const view = document.getElementById('view');
const chosen = (id, usual) => document.getElementById(id)?.value ?? usual;
const languages = [...(document.getElementById('language')?.options ?? [])].map((one) => one.value);

/** The path of a page below the site's root, such as "tr/prices.html". */
function path() {
  const language = chosen('language', '');
  const folder = language && language !== languages[0] ? `${language}/` : '';
  return `${folder}${chosen('leaf', '') || 'index'}.html`;
}

function load() {
  show({ page: path(), scheme: chosen('scheme', 'light') });
  const { page, scheme } = showing();
  view.src = `${base}page/${page}?scheme=${scheme}`;
}

for (const id of ['leaf', 'language', 'scheme']) document.getElementById(id)?.addEventListener('change', load);
document.getElementById('width').addEventListener('change', ({ target }) => { view.dataset.width = target.value; });

document.addEventListener('studio:changed', ({ detail }) => {
  if (detail.html) patch(detail.html);
});

function patch(html) {
  const fresh = new DOMParser().parseFromString(html, 'text/html');
  const here = view.contentDocument;
  here.head.querySelectorAll('style').forEach((style) => style.remove());
  here.head.append(...fresh.head.querySelectorAll('style'));
  here.body.replaceWith(here.adoptNode(fresh.body));
  document.dispatchEvent(new CustomEvent('studio:shown'));
}
