// Files: what is wrong with a choice, and how to send it, telling how much has gone.
(window.formkitExtras ||= []).push((form, fields, inputs) => {
  'use strict';

  const find = (root, selector) => [...root.querySelectorAll(selector)];

  // The rules and the words are the server's, which looks into the files too.
  function problem(field, input) {
    const files = [...input.files];
    const kept = find(field, '[data-kept]').filter((box) => box.checked).length;
    const limit = (name) => Number(input.getAttribute('data-' + name));
    const told = (kind, file) => field.getAttribute('data-msg-' + kind).replace('{file}', () => file.name);
    const fits = (file) => input.accept.split(',').some((ending) => file.name.toLowerCase().endsWith(ending));
    if (!files.length) return field.hasAttribute('data-required') && !kept ? told('required') : '';
    if (files.length + kept > limit('files')) return told('many');
    for (const file of files) {
      if (!fits(file)) return told('type', file);
      if (!file.size) return told('empty', file);
      if (file.size > limit('size')) return told('size', file);
    }
    const all = find(form, '[type=file]').flatMap((other) => [...other.files]).reduce((sum, file) => sum + file.size, 0);
    return all > limit('together') ? told('together') : '';
  }

  for (const field of fields) {
    const input = inputs(field)[0];
    if (input?.type !== 'file') continue;
    field.problem = () => problem(field, input);
    field.said = () => [...input.files].map((file) => file.name).join(', ');
  }
});

// Like fetch, which can't say how much has gone; `tell` gets it in words. A page made elsewhere may name no language.
window.formkitSend = (form, headers, body, tell) => {
  'use strict';

  // For so long nothing may happen before another try.
  const QUIET_MS = 30000;
  const language = form.querySelector('[type=file]').closest('[lang]').lang;
  const share = new Intl.NumberFormat(language + '-u-nu-latn', { style: 'percent' });
  return new Promise((done, failed) => {
    const asked = new XMLHttpRequest();
    let timer = 0;
    const wait = () => {
      clearTimeout(timer);
      timer = setTimeout(() => asked.abort(), QUIET_MS);
    };
    asked.open('POST', form.getAttribute('action'));
    for (const [name, value] of Object.entries(headers)) asked.setRequestHeader(name, value);
    asked.upload.onprogress = ({ loaded, total }) => {
      wait();
      tell(share.format(loaded / total));
    };
    asked.onloadend = () => {
      clearTimeout(timer);
      const json = async () => JSON.parse(asked.responseText);
      if (asked.status) done({ status: asked.status, json });
      else failed(new TypeError('no answer'));
    };
    wait();
    asked.send(body);
  });
};
