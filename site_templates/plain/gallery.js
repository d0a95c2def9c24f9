// Shows the pictures of a gallery large, in a <dialog>. Without this script each is a plain link to its large picture.
(() => {
  'use strict';

  function enlarge(list) {
    const words = JSON.parse(list.getAttribute('data-gallery'));
    const links = [...list.querySelectorAll('a')];
    const dialog = document.body.appendChild(document.createElement('dialog'));
    const add = (parent, name) => parent.appendChild(document.createElement(name));
    const picture = document.createElement('img'); // joins the page when it has something to show
    const row = add(dialog, 'div');
    let at = 0;

    function button(sign, label, act) {
      const made = add(row, 'button');
      made.type = 'button';
      made.textContent = sign;
      made.setAttribute('aria-label', label);
      made.addEventListener('click', act);
      return made;
    }

    function show(number) {
      at = (number + links.length) % links.length;
      const small = links[at].querySelector('img');
      const caption = links[at].parentNode.querySelector('p');
      picture.removeAttribute('src'); // else the one before stays while this one is on its way
      for (const name of ['width', 'height', 'alt']) picture.setAttribute(name, small.getAttribute(name));
      picture.src = links[at].href;
      row.before(picture);
      const count = words.count.replace('{n}', at + 1).replace('{max}', links.length);
      said.textContent = [caption ? caption.textContent : small.alt, links.length > 1 && count].filter(Boolean).join(' · ');
    }

    function key(event) {
      const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
      if (!step || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      show(at + (document.dir === 'rtl' ? -step : step));
    }

    dialog.className = 'large';
    dialog.setAttribute('aria-label', words.title);
    const close = button('✕', words.close, () => dialog.close());
    const back = button('‹', words.back, () => show(at - 1));
    const said = add(row, 'p');
    said.setAttribute('role', 'status');
    const on = button('›', words.next, () => show(at + 1));
    back.hidden = on.hidden = links.length < 2;
    dialog.addEventListener('keydown', key);
    dialog.addEventListener('click', (event) => event.target === dialog && dialog.close());
    dialog.addEventListener('close', () => links[at].focus());
    links.forEach((link, number) => link.addEventListener('click', (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
      event.preventDefault();
      dialog.showModal();
      close.focus();
      show(number);
    }));
  }

  if (window.HTMLDialogElement) document.querySelectorAll('[data-gallery]').forEach(enlarge);
})();
