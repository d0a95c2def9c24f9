// Whether it is open now: what counts is the clock of the shop, not the visitor's. Days count from Monday, 1 to 7
// (ISO 8601). Every word comes from the page.
(() => {
  'use strict';

  function mark() {
    for (const table of document.querySelectorAll('[data-tz]')) {
      const hours = JSON.parse(table.getAttribute('data-hours'));
      const timeZone = table.getAttribute('data-tz');
      const [day, time] = new Date().toLocaleString('sv', { timeZone }).split(' '); // 2026-03-04 14:30:00
      const today = new Date(day).getUTCDay() || 7;
      const open = (hours[today] || []).find(([from, to]) => from <= time && (time < to || to <= from))
        || (hours[today - 1 || 7] || []).find(([from, to]) => to <= from && time < to);
      const always = open && open[1] === '24:00';
      const style = { timeStyle: 'short', timeZone: 'UTC' };
      const until = open && new Date(day + 'T' + open[1] + 'Z').toLocaleTimeString(table.getAttribute('data-locale'), style);
      for (const row of table.querySelectorAll('[data-days]')) {
        row.classList.toggle('today', row.matches('[data-days~="' + today + '"]'));
      }
      for (const status of document.querySelectorAll('[data-open]')) {
        status.textContent = status.getAttribute(always ? 'data-always' : open ? 'data-open' : 'data-closed').replace('{time}', until);
        status.classList.toggle('open', !!open);
        status.hidden = false;
      }
    }
  }

  try {
    mark();
    setInterval(mark, 30000); // a page may stay open from one day to the next
  } catch { /* a browser that doesn't know the zone */ }
})();
