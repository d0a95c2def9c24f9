// A picture of the site: chosen from a file, or dropped; the server gives it its place.
import { post } from './wire.js';

/** Lets a control take a file. */
export function picture(control) {
  const [place, file] = control.querySelectorAll(':scope > .row input');
  const told = control.querySelector('.sent');
  const drop = control.querySelector('.drop');

  async function send(chosen) {
    if (!chosen) return;
    const form = new FormData();
    form.append('picture', chosen);
    form.append('path', control.dataset.path);
    const answer = await post('picture', form).catch(() => ({}));
    told.textContent = answer.path ? '' : answer.message ?? drop.dataset.failed;
    if (!answer.path) return;
    place.value = answer.path;
    place.dispatchEvent(new Event('input', { bubbles: true }));
  }

  file.addEventListener('change', () => send(file.files[0]));
  drop.addEventListener('dragover', (event) => { event.preventDefault(); drop.classList.add('over'); });
  drop.addEventListener('dragleave', () => drop.classList.remove('over'));
  drop.addEventListener('drop', (event) => {
    event.preventDefault();
    drop.classList.remove('over');
    send(event.dataTransfer.files[0]);
  });
}
