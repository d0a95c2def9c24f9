// Whether it is open now: what counts is the clock of the shop, not the visitor's. Days count from Monday, 1 to 7
// (ISO 8601). Every word comes from the page.
(() => {
  'use strict';

  function mark() {
    for (const table of document.querySelectorAll('[data-tz]')) {
      const hours = JSON.parse(table.getAttribute('data-hours'));
      const timeZone = table.getAttribute('data-tz');
      const style = { weekday: 'short', hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone };
      const now = {};
      for (const part of new Intl.DateTimeFormat('en-GB', style).formatToParts(new Date())) now[part.type] = part.value;
      const today = 'MonTueWedThuFriSatSun'.indexOf(now.weekday) / 3 + 1;
      const time = now.hour + ':' + now.minute;
      const open = (hours[today] || []).find(([from, to]) => from <= time && (time < to || to <= from))
        || (hours[today - 1 || 7] || []).find(([from, to]) => to <= from && time < to);
      const clock = new Intl.DateTimeFormat(table.getAttribute('data-locale'), { timeStyle: 'short', timeZone: 'UTC' });
      const always = open && open[1] === '24:00';
      const until = open && !always ? clock.format(new Date('1970-01-01T' + open[1] + 'Z')) : '';
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
