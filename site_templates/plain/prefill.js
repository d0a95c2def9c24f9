// Fills in what the address asks for (?topic=Order), in fields that the server marks; what a visitor did goes first.
(window.formkitExtras ||= []).push((form, fields, inputs) => {
  'use strict';

  const asked = new URLSearchParams(location.search);

  function choose(group, said) {
    const untouched = group.every((input) => input.checked === input.defaultChecked);
    if (!untouched && group.some((input) => input.checked)) return;
    for (const input of group) if (said.includes(input.value)) input.checked = true;
  }

  function pick(select, said) {
    const options = [...select.options];
    const wanted = options.find((option) => option.value && said.includes(option.value));
    const untouched = !select.value || options[select.selectedIndex].defaultSelected || !options.some((one) => one.defaultSelected);
    if (wanted && untouched) select.value = wanted.value;
  }

  for (const field of fields) {
    const said = asked.getAll(field.getAttribute('data-field')).filter((text) => text.length <= 1000);
    if (!said.length || !field.hasAttribute('data-prefill')) continue;
    const group = inputs(field);
    if (/radio|checkbox/.test(group[0].type)) choose(group, said);
    else if (group[0].tagName === 'SELECT') pick(group[0], said);
    else if (!group[0].value || group[0].value === group[0].defaultValue) group[0].value = said[0];
  }
});
