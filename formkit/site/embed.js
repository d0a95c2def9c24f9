// Puts a form into a page made elsewhere, right behind the script's own tag, and says thanks in its place.
// `made` is what formkit knows of the form; the page's own style leads, ours only fills in (:where counts nothing).
const tag = document.currentScript;
const place = document.createElement('div');
place.className = 'formkit';
place.lang = made.language;
place.dir = made.direction;
place.innerHTML = !made.origins.length || made.origins.includes(location.origin) ? made.html : made.refused;
const page = document.createElement('input');
page.type = 'hidden';
page.name = '_page';
page.setAttribute('value', location.origin + location.pathname);
place.querySelector('form')?.insertAdjacentElement('beforeend', page); // a field may be called "append"
tag.after(place);
try {
  const style = new CSSStyleSheet();
  style.replaceSync(made.style);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, style];
} catch { /* an old browser: the page's own style does */ }

function line(tagName, text) {
  const element = place.appendChild(document.createElement(tagName));
  element.textContent = text;
  return element;
}

function sent(next, answer) {
  if (made.leads) return location.assign(next);
  place.textContent = '';
  place.setAttribute('role', 'status');
  place.tabIndex = -1;
  line('p', '').appendChild(document.createElement('strong')).textContent = made.thanks;
  line('div', '').innerHTML = made.text;
  const number = line('p', made.reference + ' ');
  const link = number.appendChild(document.createElement('a'));
  link.href = answer.receipt;
  link.textContent = answer.reference;
  place.focus();
}

const formkitEmbed = { root: place, sent };
window.formkitExtras = []; // those of another form on the page have done their part
