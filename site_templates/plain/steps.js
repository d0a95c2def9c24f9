// Shows a form step by step without a reload; each step is checked before the next, everything before it is sent.
(window.formkitExtras ||= []).push((form, fields, inputs, tools) => {
  'use strict';

  const { problemOf, report } = tools;

  const steps = [...form.querySelectorAll('[data-step]')];
  if (!steps.length) return;
  const button = (go) => form.querySelector('.send [value=' + go + ']');
  const send = form.querySelector('.send button:not([name])');
  const within = (step) => fields.filter((field) => step.contains(field));
  const asks = (step) => within(step).some((field) => !field.hidden);
  const beyond = (from, way) => {
    let to = from + way;
    while (steps[to] && !asks(steps[to])) to += way;
    return to;
  };
  let now = steps.findIndex((step) => !step.hidden);

  function show(to) {
    now = to;
    steps.forEach((step, index) => { step.hidden = index !== now; });
    form.querySelector('[name=_step]').value = now;
    buttons();
  }

  function buttons() {
    const more = beyond(now, 1) < steps.length;
    button('next').hidden = !more;
    send.hidden = more;
    button('back').hidden = beyond(now, -1) < 0;
  }

  function turn(to) {
    show(to);
    steps[to].querySelector('[tabindex]').focus();
  }

  const holding = (element) => steps.findIndex((step) => step.contains(element));

  form.addEventListener('submit', (event) => {
    if (event.submitter?.name === '_switch') return;
    const back = event.submitter === button('back');
    const to = beyond(now, back ? -1 : 1);
    if (!steps[to]) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    const said = back ? [] : within(steps[now]).map((field) => ({ field, message: problemOf(field) }));
    const problems = said.filter((problem) => problem.message);
    report(problems);
    if (!problems.length) turn(to);
  });
  form.addEventListener('told', () => {
    const wrong = holding(form.querySelector('.wrong'));
    if (wrong >= 0) show(wrong);
  });
  form.querySelector('[data-summary]').addEventListener('click', (event) => {
    const link = event.target.closest('a');
    const to = link ? holding(document.getElementById(link.hash.slice(1))) : -1;
    if (to >= 0) show(to);
  });
  form.addEventListener('input', () => setTimeout(buttons));
  form.addEventListener('reset', () => show(0));
  show(now);
  setTimeout(buttons); // once the conditions are looked at
});
