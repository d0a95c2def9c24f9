// Adds up an order as it is filled in, by the server's rule: whole numbers of minor units (cents).
(window.formkitExtras ||= []).push((form, fields, inputs) => {
  'use strict';

  function enhance(field) {
    const group = inputs(field);
    const output = field.querySelector('output');
    const style = { style: 'currency', currency: field.getAttribute('data-currency') };
    const shown = new Intl.NumberFormat(field.closest('[lang]').lang + '-u-nu-latn', style);
    const unit = 10 ** field.getAttribute('data-digits');
    const number = (input) => Number(/^\d{1,6}$/.test(input.value.trim()) && input.value);
    const money = () => shown.format(group.reduce((sum, input) => sum + number(input) * input.getAttribute('data-minor'), 0) / unit);
    const name = (input) => input.parentNode.querySelector('span').textContent;

    function tell() {
      output.parentNode.hidden = !group.some(number);
      output.textContent = money();
    }

    field.problem = () => {
      const wrong = group.find((input) => input.value.trim() && !/^\d{1,6}$/.test(input.value.trim()));
      const many = group.find((input) => number(input) > input.getAttribute('data-max'));
      if (wrong) return field.getAttribute('data-msg-type');
      if (many) return many.getAttribute('data-too-many');
      return field.hasAttribute('data-required') && !group.some(number) ? field.getAttribute('data-msg-required') : '';
    };
    field.said = () => [...group.filter(number).map((input) => number(input) + ' × ' + name(input)), money()].join(', ');
    field.addEventListener('input', tell);
    form.addEventListener('reset', () => setTimeout(tell));
    tell();
  }

  fields.filter((field) => field.hasAttribute('data-currency')).forEach(enhance);
});
