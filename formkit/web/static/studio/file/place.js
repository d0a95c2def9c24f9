// Where in a spec the caret stands: the path of keys that leads there, by indents and brackets. A pure function.
const KEY = /^("(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|[^\s#:,{}[\]&*!|>%@`'"-](?:[^#:]|:(?=\S)|(?<=\S)#)*?)\s*:(?=\s|$)/;
const BLOCK = /^[|>][-+0-9]*\s*(#.*)?$/;
const bare = (key) => key.trim().replace(/^(["'])(.*)\1$/, '$2');

/**
 * `lines` up to the caret, the last one cut there. Gives {path, at, beside, flow, indent}, or null inside a longer text:
 * `path` of the mapping, list or value; `at` is "value" behind a key, else "any"; `beside` are the keys said before.
 */
export function placeOf(lines) {
  const scan = { stack: [], flow: [], text: -1, value: false };
  for (const [number, line] of lines.entries()) {
    const here = number === lines.length - 1;
    const indent = line.length - line.trimStart().length;
    if (scan.text >= 0 && (indent > scan.text || (!line.trim() && !here))) {
      if (here) return null;
      continue;
    }
    scan.text = -1;
    if (!here && (!line.trim() || line.trimStart().startsWith('#'))) continue;
    if (/^\s*#/.test(line) || (here && / #[^'"]*$/.test(line))) return null;
    scan.value = false;
    if (scan.flow.length) flow(scan, line);
    else block(scan, indent, line.slice(indent), here);
  }
  return told(scan, lines.at(-1));
}

function block(scan, indent, rest, here) {
  for (let dash; (dash = /^-(\s+|$)/.exec(rest)); rest = rest.slice(dash[0].length), indent += dash[0].length) {
    leave(scan, ({ indent: one, list }) => one > indent || (one === indent && list), indent);
    scan.stack.push({ indent, list: true, step: 0, beside: {} });
  }
  const key = KEY.exec(rest);
  if (!key) {
    if (here) leave(scan, (one) => one.indent >= indent);
    scan.indent = indent;
    return opened(scan, rest, indent);
  }
  leave(scan, (one) => one.indent >= indent);
  const value = rest.slice(key[0].length).trim();
  besideOf(scan)[bare(key[1])] = bare(value);
  scan.stack.push({ indent, step: bare(key[1]), beside: {} });
  scan.value = true;
  scan.indent = indent;
  return opened(scan, value, indent);
}

function leave(scan, gone) {
  while (scan.stack.length && gone(scan.stack.at(-1))) scan.stack.pop();
}

const besideOf = (scan) => {
  scan.top ??= {};
  return scan.stack.at(-1)?.beside ?? scan.top;
};

function opened(scan, value, indent) {
  if (BLOCK.test(value)) scan.text = indent;
  else if (/^[{[]/.test(value)) flow(scan, value);
}

/** Reads on inside brackets; what is closed again is forgotten. */
function flow(scan, line) {
  let token = '';
  for (let at = 0; at < line.length; at++) {
    const sign = line[at];
    const top = scan.flow.at(-1);
    const quoted = /^("(?:[^"\\]|\\.)*("|$)|'(?:[^']|'')*('|$))/.exec(line.slice(at));
    if (quoted && !token.trim()) {
      token += quoted[0];
      at += quoted[0].length - 1;
    } else if (sign === '#' && /\s/.test(line[at - 1] ?? ' ')) break;
    else if ('{['.includes(sign)) {
      scan.flow.push({ list: sign === '[', key: null, beside: {} });
      token = '';
    } else if ('}]'.includes(sign)) {
      said(top, token);
      scan.flow.pop();
      token = '';
    } else if (sign === ',') {
      said(top, token);
      if (top) top.key = null;
      token = '';
    } else if (sign === ':' && /^\s?$/.test(line[at + 1] ?? '') && top && top.key === null) {
      top.key = bare(token);
      token = '';
    } else token += sign;
  }
}

function said(top, token) {
  if (top && top.key !== null) top.beside[top.key] = bare(token);
}

function told(scan, line) {
  const path = scan.stack.map((one) => one.step);
  for (const one of scan.flow) {
    if (one.list) path.push(0);
    if (one.key !== null) path.push(one.key);
  }
  const inside = scan.flow.at(-1);
  const value = inside ? inside.key !== null : scan.value;
  const beside = inside ? inside.beside : value ? {} : scan.stack.at(-1)?.beside ?? scan.top ?? {};
  return { path, at: value ? 'value' : 'any', beside, flow: Boolean(inside), indent: scan.indent ?? line.length };
}
