// Makes forms comfortable: inline messages, sending without reload, drafts, retries, a way round when nothing works.
// Every word comes from the page; without this script the form is a plain post. Files are the business of files.js.
(() => {
  'use strict';

  const find = (root, selector) => [...root.querySelectorAll(selector)];
  const json = (element, name) => JSON.parse(element.getAttribute(name) || '{}');
  const hex = (byte) => byte.toString(16).padStart(2, '0');
  const newKey = () => [...crypto.getRandomValues(new Uint8Array(16))].map(hex).join('');
  const title = document.title;
  // In a page made elsewhere (see `formkit embed`) the form stands below a root of its own, and thanks come there.
  const { root, sent } = typeof formkitEmbed === 'object' ? formkitEmbed : { root: document, sent: (next) => location.assign(next) };

  function reveal(panel, shown) {
    panel.hidden = !shown;
    if (!shown) return panel.removeAttribute('role');
    panel.setAttribute('role', 'alert');
    panel.focus();
  }

  // A field may be called "action" or "dataset": a form's own properties are never trusted, only its attributes.
  function enhance(form) {
    const words = json(form, 'data-messages');
    const place = 'formkit:' + form.getAttribute('data-formkit');
    const fields = find(form, '[data-field]');
    const summary = form.querySelector('[data-summary]');
    const rescue = form.querySelector('[data-rescue]');
    const button = form.querySelector('.send button:not([name])');
    const label = button.textContent;
    const hiddenKey = form.querySelector('[name=_key]');
    let sending = false;
    let later = 0;
    let key = hiddenKey.getAttribute('value') || newKey();
    let stamp;

    const inputs = (field) => find(field, 'input:not([data-kept]),select,textarea');
    // Not by FormData: browsers lay out the whole page for it.
    const values = (name) => find(form, 'input,select,textarea').filter((one) => one.name === name && !one.disabled
      && (one.checked || !/radio|checkbox/.test(one.type))).map((one) => one.value);
    const fieldNamed = (name) => fields.find((field) => field.getAttribute('data-field') === name);

    // What is wrong -------------------------------------------------------------------------------------------
    function kindOf(field, input) {
      const valid = input.validity;
      const text = input.value.trim();
      const beyond = (name, size, sign) => input.hasAttribute(name) && sign * (size - input.getAttribute(name)) > 0;
      const count = [...text].length;
      const number = Number(text.replace(',', '.'));
      if (!text) return field.hasAttribute('data-required') ? 'required' : '';
      if (valid.badInput || valid.typeMismatch || (input.type === 'email' && !/@[^@]+\.[^@]/.test(text)) || (input.hasAttribute('data-number') && /[\dA-z]/.test(text) && isNaN(number))) return 'type';
      if (valid.patternMismatch) return 'pattern';
      if (valid.rangeUnderflow || beyond('data-min', number, -1)) return 'min';
      if (valid.rangeOverflow || beyond('data-max', number, 1)) return 'max';
      if (beyond('data-minlength', count, -1)) return 'short';
      if (beyond('data-maxlength', count, 1)) return 'long';
      return '';
    }

    function problemOf(field) {
      const group = inputs(field);
      const first = group[0];
      if (!first || first.disabled || field.hidden) return '';
      if (field.problem) return field.problem();
      const boxes = /radio|checkbox/.test(first.type);
      const missing = boxes && field.hasAttribute('data-required') && !group.some((input) => input.checked);
      const kind = boxes ? missing && 'required' : kindOf(field, first);
      return kind && (field.getAttribute('data-msg-' + kind) || words.type);
    }

    function mark(field, message) {
      const group = inputs(field);
      const id = group[0].id + '-error';
      let line = document.getElementById(id);
      if (!line && message) {
        line = document.createElement('p');
        line.id = id;
        line.className = 'error';
        const before = field.querySelector('[data-control]') || group[0];
        before.parentNode.insertBefore(line, before);
      }
      if (line && !message) line.remove();
      if (line) line.textContent = message;
      field.classList.toggle('wrong', !!message);
      for (const input of group) {
        const others = (input.getAttribute('aria-describedby') || '').split(' ').filter((part) => part && part !== id);
        if (message) others.push(id);
        input.setAttribute('aria-describedby', others.join(' '));
        if (!others.length) input.removeAttribute('aria-describedby');
        if (message && [input, undefined].includes(field.blamed)) input.setAttribute('aria-invalid', 'true');
        else input.removeAttribute('aria-invalid');
      }
    }

    function report(problems) {
      const list = summary.querySelector('ul');
      list.textContent = '';
      for (const field of fields) if (inputs(field).length) mark(field, '');
      for (const { field, message } of problems) {
        const item = list.appendChild(document.createElement('li'));
        const link = field ? item.appendChild(document.createElement('a')) : item;
        link.textContent = message;
        if (!field) continue;
        mark(field, message);
        link.href = '#' + (field.blamed || inputs(field)[0]).id;
      }
      if (problems.length) form.dispatchEvent(new Event('told'));
      reveal(summary, problems.length);
      document.title = (problems.length ? words.prefix + ' ' : '') + title;
    }

    function ownProblems() {
      return fields.map((field) => ({ field, message: problemOf(field) })).filter((problem) => problem.message);
    }

    // What is shown ---------------------------------------------------------------------------------------------
    function mirrorConditions() {
      for (const field of [...fields, ...fields]) {
        const rules = Object.entries(json(field, 'data-show-if'));
        if (!rules.length) continue;
        const met = rules.every(([name, wanted]) => values(name).some((value) => wanted.includes(value)));
        field.hidden = !met;
        field.removeAttribute('data-off'); // kept it out of sight until now
        for (const input of find(field, 'input,select,textarea')) input.disabled = !met;
      }
    }

    // What is kept ----------------------------------------------------------------------------------------------
    const kept = () => fields.filter((field) => !field.hasAttribute('data-private')).flatMap(inputs)
      .filter((input) => input.name && !/hidden|password|file/.test(input.type));

    function keep() {
      clearTimeout(later);
      later = 0;
      const draft = kept().map((input) => [input.name, input.value, input.checked]);
      try { localStorage.setItem(place, JSON.stringify({ key, draft })); } catch { /* private mode */ }
    }

    function restore() {
      let saved;
      try { saved = JSON.parse(localStorage.getItem(place)); } catch { /* private mode */ }
      if (!saved || form.hasAttribute('data-answered')) return;
      key = saved.key;
      stamp = ''; // one that ripens while somebody reads what is filled in would say nothing
      for (const input of kept()) {
        const boxes = /radio|checkbox/.test(input.type);
        const old = saved.draft.find(([name, value]) => name === input.name && (!boxes || value === input.value));
        if (old && boxes) input.checked = old[2];
        else if (old) input.value = old[1];
      }
    }

    function forget() {
      clearTimeout(later);
      later = 0;
      try { localStorage.removeItem(place); } catch { /* private mode */ }
      HTMLFormElement.prototype.reset.call(form);
      mirrorConditions();
      key = newKey();
      stamp = undefined;
    }

    // The way round ---------------------------------------------------------------------------------------------
    function asText() {
      const lines = fields.filter((field) => !field.hidden && inputs(field).length).map((field) => {
        const name = field.querySelector('[data-label]').textContent.trim();
        if (field.said) return [name, field.said()];
        const shown = (input) => input.tagName === 'SELECT' ? find(input, 'option:checked').map((o) => o.label) : input.value;
        const said = inputs(field).filter((input) => !/radio|checkbox/.test(input.type) || input.checked);
        return [name, said.map(shown).join(', ')];
      });
      return lines.filter((line) => line[1]).map((line) => line.join(': ')).join('\n');
    }

    function offerRescue(reason) {
      const text = asText();
      const mail = rescue.querySelector('[data-mail]');
      if (mail) {
        const subject = '?subject=' + encodeURIComponent(mail.getAttribute('data-subject'));
        const short = text.length > 1500 ? text.slice(0, 1500) + '…' : text;
        const body = encodeURIComponent(short.replace(/\p{Surrogate}/gu, '').replace(/\n/g, '\r\n'));
        mail.href = mail.href.split('?')[0] + subject + '&body=' + body;
      }
      rescue.querySelector('[data-reason]').textContent = reason || words.network;
      reveal(rescue, true);
    }

    async function copy(event) {
      const text = asText();
      try {
        await navigator.clipboard.writeText(text);
      } catch {
        const area = rescue.appendChild(document.createElement('textarea'));
        area.value = text;
        area.select();
        document.execCommand('copy');
        area.remove();
      }
      event.target.textContent = words.copied;
    }

    // What speaks for a person -----------------------------------------------------------------------------------
    async function ask(what) {
      const path = '/f/' + form.getAttribute('data-formkit').replace('.', '/') + '/' + what;
      const url = new URL(path, new URL(form.getAttribute('action'), location.href));
      return (await fetch(url, { signal: AbortSignal.timeout(9000) })).json();
    }

    // Who is quicker than a stamp ripens sends none: nobody is to be held back for being quick, nor for two servers
    // whose clocks are three seconds apart. In milliseconds.
    const ripens = 5000;
    function touched() {
      if (stamp !== undefined) return;
      stamp = '';
      ask('stamp').then((answer) => setTimeout(() => { stamp = answer.stamp; }, ripens)).catch(() => {});
    }

    async function vouch(data) {
      data.set('_stamp', stamp || '');
      if (!form.hasAttribute('data-proof')) return;
      try { data.set('altcha', await formkitProof(await ask('challenge'))); } catch { /* it is kept without, too */ }
    }

    // Sending ---------------------------------------------------------------------------------------------------
    async function post(data, tries) {
      const body = new URLSearchParams(data);
      const stop = new AbortController();
      const timer = setTimeout(() => stop.abort(), 15000);
      const headers = { Accept: 'application/json', 'Idempotency-Key': key };
      try {
        const answer = form.querySelector('[type=file]')
          ? await formkitSend(form, headers, data, (share) => { button.textContent = words.sending + ' ' + share; })
          : await fetch(form.getAttribute('action'), { method: 'POST', headers, body, signal: stop.signal });
        if (answer.status < 500 || !tries) return { status: answer.status, ...(await answer.json().catch(() => ({}))) };
      } catch {
        if (!tries || !navigator.onLine) return {};
      } finally {
        clearTimeout(timer);
      }
      await new Promise((done) => setTimeout(done, 1500 / tries));
      return post(data, tries - 1);
    }

    function conclude(answer) {
      const next = answer.ok && new URL(answer.next, new URL(form.getAttribute('action'), location.href));
      if (next && /^https?:$/.test(next.protocol)) {
        forget();
        sent(next, answer);
      } else if (answer.confirm) formkitConfirm(form, answer.confirm);
      else if (answer.status === 422 && answer.errors) {
        report(answer.errors.map(({ field, message }) => ({ field: fieldNamed(field), message })));
      } else offerRescue(answer.error);
    }

    async function submit(event) {
      if (event.submitter?.name === '_switch') return; // the same form in another language
      event.preventDefault();
      if (sending) return;
      const problems = ownProblems();
      report(problems);
      reveal(rescue, false);
      if (problems.length) return;
      sending = true;
      keep();
      hiddenKey.value = key;
      button.setAttribute('aria-busy', 'true');
      button.textContent = words.sending;
      try {
        const data = new FormData(form);
        await vouch(data);
        conclude(await post(data, 2));
      } finally {
        sending = false;
        button.removeAttribute('aria-busy');
        button.textContent = label;
      }
    }

    function changed(event) {
      mirrorConditions();
      const field = event.target.closest('[data-field]');
      if (field && field.classList.contains('wrong') && !problemOf(field)) mark(field, '');
      clearTimeout(later);
      later = setTimeout(keep, 400);
    }

    form.noValidate = true;
    restore();
    for (const extra of window.formkitExtras || []) extra(form, fields, inputs, { problemOf, report });
    hiddenKey.value = key;
    mirrorConditions();
    form.addEventListener('submit', submit);
    form.addEventListener('input', changed);
    for (const sign of ['focusin', 'input']) form.addEventListener(sign, touched);
    addEventListener('pagehide', () => later && keep());
    rescue.querySelector('[data-copy]').addEventListener('click', copy);
    if (!summary.hidden) summary.focus();
  }

  find(root, 'form[data-formkit]').forEach(enhance);
})();
