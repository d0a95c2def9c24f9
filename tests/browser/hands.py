"""Somebody who has a keyboard and no mouse. After each key the focus must be where one sees it."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Page, TimeoutError

from tests.chromium import axe_script, in_the_other_scheme

MOST_TABS = 40  # presses of Tab until what is looked for has the focus
DIVE = """
const dive = () => {
  let here = document.activeElement, frames = [];
  while (here.localName === 'iframe' && here.contentDocument?.activeElement) {
    frames.push(here);
    here = here.contentDocument.activeElement;
  }
  return [here, frames];
};"""
NAMED = f"""name => {{{DIVE}
  const [here] = dive();
  if (/^[#[]/.test(name)) return here.matches(name);
  const labels = [...(here.labels ?? [])].map((one) => one.innerText);
  const said = [here.getAttribute('aria-label'), ...labels, here.innerText];
  return said.some((one) => one?.trim().startsWith(name));
}}"""
# what is wrong with the focus: "" when it is at something that is seen, marked, and not covered (WCAG 2.4.7, 2.4.11)
TROUBLE = f"""() => {{{DIVE}
  const [here, frames] = dive();
  const name = `${{here.localName}}#${{here.id}}.${{here.className}} ${{here.innerText?.slice(0, 30) ?? ''}}`;
  if (!frames.length && here === document.body) return 'the focus is nowhere';
  const whole = frames.length && here.matches('body');
  const small = here.offsetWidth < 3 || here.matches('.ace_text-input, .visually-hidden');
  const seen = whole ? frames[0] : small ? here.closest('label, .ace_editor') ?? here : here;
  let {{ left, top, right, bottom }} = seen.getBoundingClientRect();
  for (const frame of whole ? [] : [...frames].reverse()) {{
    const box = frame.getBoundingClientRect();
    const by = box.width / frame.offsetWidth;
    [left, right] = [left * by + box.left, right * by + box.left];
    [top, bottom] = [Math.max(top * by + box.top, box.top), Math.min(bottom * by + box.top, box.bottom)];
  }}
  const tall = bottom - top > innerHeight * 0.6;
  if (tall) [top, bottom] = [Math.max(top, 0), Math.min(bottom, innerHeight)];
  const box = [left, top, right, bottom].map(Math.round);
  if (bottom - top < 1 || top < -1 || bottom > innerHeight + 1) return `out of sight: ${{name}} ${{box}}`;
  if (left < -1 || right > innerWidth + 1) return `out of sight: ${{name}} ${{box}}`;
  const mine = frames[0] ?? seen;
  const hit = (part) => document.elementFromPoint((left + right) / 2, top + (bottom - top) * part);
  const near = (one) => mine.contains(one) || one.contains(mine) || one.closest('label')?.contains(mine);
  const parts = tall ? [0.1, 0.3, 0.5] : [0.15, 0.5, 0.85];
  const covers = parts.map(hit).find((one) => one && !near(one) && !one.closest('.frame'));
  if (covers) return `covered by ${{covers.localName}}#${{covers.id}}.${{covers.className}}: ${{name}} ${{box}}`;
  const unmarked = `not marked: ${{name}}`;
  if (whole && frames[0].id === 'view') return document.querySelector('[data-held]') ? '' : unmarked;
  if (frames.length) return '';
  const marks = [here, here.closest('label, .ace_editor, .file')].filter(Boolean).map((one) => getComputedStyle(one));
  return marks.some((one) => one.outlineStyle !== 'none' || one.boxShadow !== 'none') ? '' : unmarked;
}}"""


class Hands:
    """Keys are counted by the deed that they are pressed for; words that are typed are not. `schemes` are 1 or 2."""

    def __init__(self, page: Page, *, schemes: int = 1) -> None:
        self.page = page
        self.schemes = schemes  # in which axe-core looks whether words can be read
        self.keys: Counter[str] = Counter()
        self.found: list[str] = []  # what axe-core found, by the place where it looked
        self._deed = ""

    @contextmanager
    def deed(self, name: str, most: int) -> Iterator[None]:
        """What is done in here takes at most so many keys."""
        self._deed = name
        yield
        self.see()
        assert self.keys[name] <= most, f"{name} takes {self.keys[name]} keys"

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)
            self.keys[self._deed] += 1
            self.see()

    def leave(self, address: str) -> None:
        """Enter, which leads to another page; the Tab key then goes to the first thing there."""
        with self.page.expect_navigation(url=address):
            self.page.keyboard.press("Enter")
        self.keys[self._deed] += 1
        self.press("Tab")

    def type(self, words: str) -> None:
        self.page.keyboard.type(words)
        self.see()

    def see(self) -> None:
        """The focus is somewhere in sight, once what is drawn anew around it is there."""
        try:
            self.page.wait_for_function(f"() => !({TROUBLE})()")
        except TimeoutError:
            raise AssertionError(f"{self._deed}: {self.page.evaluate(TROUBLE)}") from None

    def go_to(self, name: str, key: str = "Tab") -> None:
        """Press a key until something of this name (or a selector that begins with # or [) has the focus."""
        for _ in range(MOST_TABS):
            if self.page.evaluate(NAMED, name):
                return
            self.press(key)
        raise AssertionError(f"{name} can't be reached by {key}")

    def look(self, where: str, part: str = "html") -> None:
        """Look with axe-core, by all its rules, for barriers in a part of what is seen; and whether it is too wide."""
        if not self.page.evaluate("Boolean(window.axe)"):
            self.page.evaluate(axe_script())
        found = self.page.evaluate("part => axe.run(part, { iframes: false })", part)["violations"]
        self.found += [f"{where}: {one['id']}: {one['nodes'][0]['html']}" for one in found]
        if self.schemes > 1:
            self.found += [f"{where}, in the other scheme: {one}" for one in in_the_other_scheme(self.page, part)]
        if self.page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            self.found.append(f"{where}: too wide")
