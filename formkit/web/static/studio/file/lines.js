// Texts by their lines: what differs, line ends as they were, two changes of one text put together. Pure functions.
const LINE_END = /\r\n|\r|\n/;
const MOST = 1_000_000; // pairs of lines that are compared; beyond, the middle of a text is one difference

export const linesOf = (text) => text.split(LINE_END);

/** What leads from lines to lines, from the top: [{start, end, lines}], `end` not included, numbers from 0. */
export function hunks(before, after) {
  let first = 0;
  while (first < before.length && first < after.length && before[first] === after[first]) first++;
  let last = 0;
  const least = Math.min(before.length, after.length) - first;
  while (last < least && before.at(-1 - last) === after.at(-1 - last)) last++;
  const old = before.slice(first, before.length - last);
  const fresh = after.slice(first, after.length - last);
  if (!old.length && !fresh.length) return [];
  if (old.length * fresh.length > MOST) return [{ start: first, end: first + old.length, lines: fresh }];
  return between(old, fresh).map((one) => ({ ...one, start: one.start + first, end: one.end + first }));
}

/** The same by the longest common subsequence. */
function between(old, fresh) {
  const wide = fresh.length + 1;
  const best = new Uint32Array((old.length + 1) * wide);
  for (let a = old.length - 1; a >= 0; a--) {
    for (let b = fresh.length - 1; b >= 0; b--) {
      const here = a * wide + b;
      best[here] = old[a] === fresh[b] ? best[here + wide + 1] + 1 : Math.max(best[here + wide], best[here + 1]);
    }
  }
  const found = [];
  for (let a = 0, b = 0; a < old.length || b < fresh.length;) {
    if (a < old.length && b < fresh.length && old[a] === fresh[b]) { a++; b++; continue; }
    const one = found.at(-1)?.end === a && found.at(-1).open === b ? found.at(-1) : { start: a, end: a, lines: [] };
    if (one !== found.at(-1)) found.push(one);
    const here = a * wide + b;
    if (b >= fresh.length || (a < old.length && best[here + wide] >= best[here + 1])) one.end = ++a;
    else one.lines.push(fresh[b++]);
    one.open = b;
  }
  return found.map(({ start, end, lines }) => ({ start, end, lines }));
}

/** The text of `lines` with the line ends, and the byte order mark, that the same lines have in `base`. */
export function withEnds(base, lines) {
  const mark = base.startsWith('\ufeff') ? '\ufeff' : '';
  const old = linesOf(base.slice(mark.length));
  const ends = base.match(new RegExp(LINE_END, 'g')) ?? [];
  const kept = [];
  let here = 0;
  for (const { start, end, lines: fresh } of hunks(old, lines)) {
    for (; here < start; here++) kept.push(ends[here]);
    fresh.forEach((_, n) => kept.push(start + n < end ? ends[start + n] : undefined));
    here = end;
  }
  for (; here < old.length; here++) kept.push(ends[here]);
  let end = commonest(ends);
  return mark + lines.map((line, n) => {
    if (n === lines.length - 1) return line;
    if (!n || line || end !== '\r' || kept[n] !== '\n') end = kept[n] ?? end; // \r and \n with nothing between are one end
    return line + end;
  }).join('');
}

function commonest(ends) {
  const count = (end) => ends.filter((one) => one === end).length;
  return ['\n', '\r\n', '\r'].reduce((best, end) => (count(end) > count(best) ? end : best));
}

/**
 * Lines of `base` with both changes: {lines, places}; `places` are those that both wanted otherwise: {line, mine, theirs}.
 * There `way` decides: "mine", "theirs", or "both", which keeps theirs and puts mine above it as comments.
 */
export function together(base, mine, theirs, way = 'mine') {
  const every = [...hunks(base, mine).map((one) => ({ ...one, ours: true })), ...hunks(base, theirs)];
  every.sort((one, other) => one.start - other.start || one.end - other.end);
  const lines = [];
  let here = 0;
  const places = [];
  for (const group of groups(every)) {
    const [start, end] = [group[0].start, Math.max(...group.map((one) => one.end))];
    const ours = applied(base, start, end, group.filter((one) => one.ours));
    const others = applied(base, start, end, group.filter((one) => !one.ours));
    const one = group.every(({ ours: own }) => own) ? ours : group.some(({ ours: own }) => own) ? null : others;
    const same = ours.join('\n') === others.join('\n');
    if (!one && !same) places.push({ line: lines.length + start - here + 1, mine: ours, theirs: others });
    lines.push(...base.slice(here, start), ...(one ?? chosen(ours, others, same ? 'theirs' : way)));
    here = end;
  }
  return { lines: [...lines, ...base.slice(here)], places };
}

/** Differences that touch each other stand in one group. */
function groups(every) {
  const found = [];
  let end = -1;
  for (const one of every) {
    if (found.length && (one.start < end || (one.start === end && one.ours !== found.at(-1).at(-1).ours))) found.at(-1).push(one);
    else found.push([one]);
    end = Math.max(end, one.end);
  }
  return found;
}

function applied(base, start, end, changes) {
  const made = [];
  let here = start;
  for (const one of changes) {
    made.push(...base.slice(here, one.start), ...one.lines);
    here = one.end;
  }
  return [...made, ...base.slice(here, end)];
}

function chosen(ours, others, way) {
  if (way !== 'both') return way === 'mine' ? ours : others;
  return [...ours.filter((line) => line.trim()).map((line) => `# ${line}`), ...others];
}
