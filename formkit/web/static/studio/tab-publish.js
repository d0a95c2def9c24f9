// The tab "publish": the checklist, and the site as files, a zip or a copy. What is done is told below the buttons.
import { rove } from './roving.js';
import { fill, follow, html } from './part.js';
import { base, post, say } from './wire.js';

const LOOK_MS = 300;

export function open(pane) {
  const load = () => fill(pane, 'publish', ['publish-folder', 'publish-told', 'publish-lies', 'publish-findings']);
  const part = (id) => pane.querySelector(`#publish-${id}`);

  async function busy(work) {
    const buttons = [...pane.querySelectorAll('.publishing button')];
    const progress = part('progress');
    for (const button of buttons) button.setAttribute('aria-disabled', 'true');
    progress.hidden = false;
    progress.removeAttribute('value');
    const look = setInterval(() => advance(progress), LOOK_MS);
    try {
      return await work();
    } catch {
      document.dispatchEvent(new CustomEvent('studio:status', { detail: 'unread' }));
      return null;
    } finally {
      clearInterval(look);
      progress.hidden = true;
      for (const button of buttons) button.removeAttribute('aria-disabled');
    }
  }

  /** Makes files; what was told of those before is gone. */
  function make(path, body = {}) {
    part('told').replaceChildren();
    part('lies').hidden = true;
    return busy(() => post(path, body));
  }

  const works = {
    async build() { tell(await make('build')); },
    async zip(button) {
      const answer = await make('build');
      const built = answer?.status === 200;
      tell(built ? { ...answer, notices: [button.dataset.done, ...answer.notices] } : answer);
      if (built) save(button.dataset.name);
    },
    async open() {
      const answer = await post('open', {}).catch(() => ({ message: say('unread') }));
      tell(answer);
      part('lies').hidden = answer.status !== 200;
    },
    async doctor() {
      const headers = { 'X-CSRFToken': document.querySelector('meta[name="csrf-token"]').content };
      const found = await busy(() => fetch(`${base}publish/doctor`, { method: 'POST', headers }));
      if (found?.ok) part('findings').replaceChildren(...html(await found.text()));
    },
    async reach() {
      await busy(() => post('publish/reach', {}));
      await load();
    },
  };

  function tell(answer) {
    if (!answer) return;
    const lines = [answer.message, answer.hint, ...(answer.notices ?? [])].filter(Boolean);
    part('told').replaceChildren(...lines.map((line) => Object.assign(document.createElement('p'), { textContent: line })));
    part('told').className = answer.status === 200 ? 'good' : 'bad';
    part('lies').hidden = !answer.opens;
  }

  pane.addEventListener('click', ({ target }) => {
    const button = target.closest('[data-do], [data-ask]');
    if (button && button.getAttribute('aria-disabled') !== 'true') works[button.dataset.do ?? button.dataset.ask](button);
  });
  pane.addEventListener('submit', async (event) => {
    event.preventDefault();
    const folder = event.target.elements.folder.value;
    tell(await make('copy', { folder }));
  });
  document.addEventListener('studio:tab', ({ detail }) => { if (detail === pane.id) load(); });
  rove(pane, '.checklist .does button', { across: true });
  return follow(pane, load);
}

async function advance(progress) {
  const answer = await fetch(`${base}building`).catch(() => null);
  if (!answer?.ok) return;
  const { done, of } = await answer.json();
  if (of) Object.assign(progress, { max: of, value: done });
}

function save(name) {
  const link = Object.assign(document.createElement('a'), { href: `${base}site.zip`, download: name });
  document.body.append(link);
  link.click();
  link.remove();
}
