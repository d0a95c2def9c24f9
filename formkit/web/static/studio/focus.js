// The focus never falls to nowhere: where what had it goes, is hidden or can't be used any more, what is nearest has it.
const FOCUSABLE = 'a[href], button, input:not([type=hidden]), select, textarea, summary, iframe, [tabindex]';
let last = []; // what had the focus, and all that was around it

const usable = (one) => one.isConnected && !one.matches(':disabled') && one.checkVisibility({ visibilityProperty: true });

/** The first thing in a place that can have the focus; of a list the one where the Tab key stops. */
function first(place) {
  const found = [...place.querySelectorAll(FOCUSABLE)].filter(usable);
  return found.find((one) => one.tabIndex >= 0) ?? found[0];
}

function guard() {
  const here = document.activeElement;
  const lost = here && here !== document.body ? here : last[0];
  if (!lost || usable(lost)) return; // somebody clicked beside it
  const place = last.slice(1).find((one) => usable(one) && first(one));
  if (place) first(place).focus({ preventScroll: false });
}

document.addEventListener('focusin', ({ target }) => {
  last = [];
  for (let one = target; one; one = one.parentElement) last.push(one);
});
// who clicks beside everything leaves it: nothing drawn anew pulls them back
document.addEventListener('pointerdown', ({ target }) => { if (!target.closest(FOCUSABLE)) last = []; });
new MutationObserver(guard).observe(document.body, {
  subtree: true, childList: true, attributes: true, attributeFilter: ['hidden', 'disabled', 'data-show', 'open'],
});

const told = document.getElementById('told');

/** What is drawn or said anew around it doesn't push it out of sight, nor do words below the page cover it. */
function follow() {
  requestAnimationFrame(() => {
    document.documentElement.style.scrollPaddingBottom = `${told.offsetHeight + 12}px`;
    const here = document.activeElement;
    if (here?.matches(':is(.left, .right) :focus-visible')) here.scrollIntoView({ block: 'nearest' });
  });
}
document.addEventListener('studio:outlined', follow);
const sizes = new ResizeObserver(follow);
for (const one of [told, ...document.querySelectorAll('.top, #broken')]) sizes.observe(one);
