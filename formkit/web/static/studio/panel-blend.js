// The panel drawn anew takes the place of the old one, without taking away what somebody is in.
const controlOf = (node) => node.closest?.('.control');

/** The whole panel anew; the focus goes to the twin of what had it. */
export function swap(panel, focus, fresh) {
  const control = focus && controlOf(focus);
  const scope = control ? `#${CSS.escape(control.id)} ` : '';
  const twin = ['id', 'value', 'aria-label', 'data-to'].filter((name) => focus?.getAttribute(name))
    .map((name) => `${name === 'id' ? '' : scope}${focus.localName}[${name}="${CSS.escape(focus.getAttribute(name))}"]`);
  panel.replaceChildren(document.adoptNode(fresh));
  twin.map((one) => panel.querySelector(one)).find(Boolean)?.focus({ preventScroll: true });
}

/** Words where the panel was; who was in it is at its heading. */
export function instead(panel, words) {
  const held = panel.contains(document.activeElement);
  const title = Object.assign(document.createElement('h2'), { tabIndex: -1, textContent: panel.parentElement.ariaLabel });
  const fresh = Object.assign(document.createElement('div'), { className: 'panel' });
  fresh.append(title, Object.assign(document.createElement('p'), { className: 'soft', textContent: words }));
  panel.replaceChildren(fresh);
  if (held) title.focus({ preventScroll: true });
}

/** What was open stays open. */
export function keepFolds(old, fresh) {
  for (const fold of old.querySelectorAll('.control details[open]')) {
    fresh.querySelector(`#${CSS.escape(controlOf(fold).id)} details`)?.setAttribute('open', '');
  }
}

/** Take over what is new around the control that somebody is in. It stays, with what it tells of mistakes. */
export function blend(old, fresh) {
  const here = controlOf(document.activeElement);
  const twin = here && fresh.querySelector(`#${CSS.escape(here.id)}`);
  if (!twin) {
    old.replaceWith(document.adoptNode(fresh));
    return;
  }
  outermost(here, old).forEach((kept, index, chain) => refresh(kept, chain[index + 1], fresh));
  const errors = (node) => node.querySelector(':scope > .errors');
  if (errors(twin) && !errors(here)?.isEqualNode(errors(twin))) errors(here)?.replaceChildren(...errors(twin).childNodes); // it is said once
  const field = document.activeElement;
  const other = field.id ? fresh.querySelector(`#${CSS.escape(field.id)}`) : null;
  for (const name of ['aria-invalid', 'data-preset']) {
    if (other?.hasAttribute(name)) field.setAttribute(name, other.getAttribute(name));
    else if (other) field.removeAttribute(name);
  }
  here.dataset.path = twin.dataset.path;
  if (other && here.dataset.kind === 'name') field.defaultValue = other.defaultValue;
  if (other && 'value' in other && field.value !== other.value && field.dataset.typed !== field.value) field.value = other.value;
}

/** The elements from the panel down to the control that stays. */
function outermost(here, root) {
  const chain = [];
  for (let node = here; node && node !== root.parentElement; node = node.parentElement) chain.unshift(node);
  return chain;
}

/** Every child of a kept element but the kept one is taken from the fresh panel, with its listeners: moved, not copied. */
function refresh(kept, inner, fresh) {
  if (!inner) return;
  const twinOf = (node) => node.id ? fresh.querySelector(`#${CSS.escape(node.id)}`) : match(node, fresh);
  const twin = twinOf(kept);
  const fresher = [...twin?.children ?? []];
  const alike = fresher.length === kept.children.length;
  const place = alike ? [...kept.children].indexOf(inner) : fresher.indexOf(twinOf(inner));
  if (place < 0) return;
  [...kept.childNodes].forEach((child) => { if (child !== inner) child.remove(); });
  inner.before(...fresher.slice(0, place));
  inner.after(...fresher.slice(place + 1));
}

function match(kept, fresh) {
  if (kept.matches('.panel')) return fresh;
  const names = [...kept.classList].map((name) => `.${CSS.escape(name)}`).join('');
  const inside = controlOf(kept)?.id;
  const scope = inside ? fresh.querySelector(`#${CSS.escape(inside)}`) : fresh;
  return names ? scope?.querySelector(names) : null;
}
