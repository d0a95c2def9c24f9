// A list or a row of buttons is one stop of the Tab key; the arrows go on in it, a letter goes to what begins with it.
const WAYS = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 };

/** Make what `which` finds in a place one stop, to start with at a `usual` one. `across`: the arrows left and right, too. */
export function rove(place, which, { across = false, usual = which } = {}) {
  let last = null;
  const folded = (one) => place.contains(one.closest('[hidden], details:not([open]) > :not(summary)'));
  const all = () => [...place.querySelectorAll(which)].filter((one) => !folded(one));

  function stops() {
    const found = all();
    const [held, chosen] = [document.activeElement, found.find((one) => one.ariaCurrent === 'true')];
    const here = [held, chosen, last].find((one) => found.includes(one)) ?? found.find((one) => one.matches(usual)) ?? found[0];
    for (const one of found) one.tabIndex = one === here ? 0 : -1;
  }

  function pressed(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    const found = all();
    const at = found.indexOf(event.target);
    const to = at < 0 ? undefined : found[next(event.key, at, found)];
    if (!to) return;
    event.preventDefault();
    to.focus();
  }

  function next(key, at, found) {
    if (key === 'Home') return 0;
    if (key === 'End') return found.length - 1;
    if (key in WAYS && (across || /Up|Down/.test(key))) return at + WAYS[key];
    if (key.length !== 1 || key === ' ') return -1;
    const begins = (one) => one.textContent.trim().toLocaleLowerCase().startsWith(key.toLocaleLowerCase());
    const after = found.findIndex((one, index) => index > at && begins(one));
    return after < 0 ? found.findIndex(begins) : after;
  }

  place.addEventListener('keydown', pressed);
  place.addEventListener('focusin', ({ target }) => {
    if (!all().includes(target)) return;
    last = target;
    stops();
  });
  new MutationObserver(stops).observe(place, { subtree: true, childList: true, attributes: true, attributeFilter: ['hidden', 'open', 'aria-current'] });
  stops();
}
