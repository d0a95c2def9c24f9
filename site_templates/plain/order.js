// Adds up an order as it is filled in, by the server's rule: whole numbers of minor units (cents).
(window.formkitExtras ||= []).push((form, fields, inputs) => {
  'use strict';

  // ٣ is 3: in every script, 0 to 9 follow one another.
  function plain(digit) {
    let before = 0;
    for (let code = digit.codePointAt(); /\p{Nd}/u.test(String.fromCodePoint(--code));) before++;
    return before % 10;
  }

  function enhance(field) {
    const group = inputs(field);
    const output = field.querySelector('output');
    const [before, thousands, point, after, digits] = field.getAttribute('data-money').split('|');
    const typed = (input) => input.value.trim().replace(/\p{Nd}/gu, plain);
    const number = (input) => Number(/^\d{1,6}$/.test(typed(input)) && typed(input));
    const minor = () => group.reduce((sum, input) => sum + number(input) * input.getAttribute('data-minor'), 0);
    const name = (input) => input.parentNode.querySelector('span').textContent;

    // As the server writes it: browsers lack some languages, and round some currencies.
    function money() {
      const [, whole, rest] = String(minor()).padStart(+digits + 1, 0).match('^(.+)(.{' + digits + '})$');
      return before + whole.replace(/\B(?=(...)+$)/g, thousands) + point + rest + after;
    }

    function tell() {
      output.parentNode.hidden = !group.some(number);
      output.textContent = money();
    }

    field.problem = () => {
      const wrong = group.find((input) => typed(input) && !/^\d{1,6}$/.test(typed(input)));
      const many = group.find((input) => number(input) > input.getAttribute('data-max'));
      field.blamed = wrong || many;
      if (wrong) return field.getAttribute('data-msg-type').replace('{name}', name(wrong));
      if (many) return many.getAttribute('data-too-many');
      return field.hasAttribute('data-required') && !group.some(number) ? field.getAttribute('data-msg-required') : '';
    };
    field.said = () => [...group.filter(number).map((input) => number(input) + ' × ' + name(input)), money()].join(', ');
    field.addEventListener('input', tell);
    form.addEventListener('reset', () => setTimeout(tell));
    tell();
  }

  fields.filter((field) => field.hasAttribute('data-money')).forEach(enhance);
});
