// sitecheck: one line per check and a JSON summary for a generated one-page site (a folder or a local URL).
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import http from "node:http";
import zlib from "node:zlib";
import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";

const require = createRequire(import.meta.url);
const HERE = path.dirname(fileURLToPath(import.meta.url));
const CHROME = process.env.CHROME_PATH || "/usr/bin/chromium";
const CHROME_ARGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
  "--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage"];
const HELP = `sitecheck DIR_OR_URL [options]
  --page PATH      the page to test, default / (index.html)
  --json FILE      write the JSON summary there (default: last line of the output is 'JSON <path>' in a temp folder)
  --shots DIR      keep screenshots (320 and 1280 px, light and dark, print PDF)
  --only a,b       only these checks        --skip a,b   without these checks
  --lh-runs N      Lighthouse runs, the best performance counts: noise only ever slows a run (default 1)
  --limit BYTES    limit for compressed HTML + render-blocking CSS/JS (default 14000: 10 TCP segments less headers)
  --endpoint URL   the form posts there, which is no third party
  --real           URL, or folder with --endpoint: let form posts reach the server (a wrong one, then a full one)
checks: vnu axe lighthouse links weight overflow textspacing keyboard nojs emptysubmit failedsubmit doublesubmit form meta jsonld files
        security thirdparty console print motion dark landmarks real
exit status: 0 no check failed, 1 a check failed, 2 usage or set-up error`;

const argv = process.argv.slice(2);
const opt = { page: "/", lhRuns: 1, limit: 14000 };
let target;
for (let i = 0; i < argv.length; i++) {
  const a = argv[i];
  if (a === "-h" || a === "--help") { console.log(HELP); process.exit(0); }
  else if (a === "--page") opt.page = "/" + argv[++i].replace(/^\//, "");
  else if (a === "--json") opt.json = argv[++i];
  else if (a === "--shots") opt.shots = argv[++i];
  else if (a === "--only") opt.only = new Set(argv[++i].split(","));
  else if (a === "--skip") opt.skip = new Set(argv[++i].split(","));
  else if (a === "--lh-runs") opt.lhRuns = +argv[++i];
  else if (a === "--limit") opt.limit = +argv[++i];
  else if (a === "--real") opt.real = true;
  else if (a === "--endpoint") opt.endpoint = new URL(argv[++i]).origin;
  else if (a.startsWith("-")) { console.error(`unknown option ${a}\n${HELP}`); process.exit(2); }
  else target = a;
}
if (!target) { console.error(HELP); process.exit(2); }
const isUrl = /^https?:\/\//.test(target);
const dir = isUrl ? null : path.resolve(target);
if (dir && !fs.existsSync(dir)) { console.error(`no such folder: ${dir}`); process.exit(2); }

// ---------------------------------------------------------------------------------------------------- results
const results = [];
const wanted = (id) => (!opt.only || opt.only.has(id)) && !(opt.skip && opt.skip.has(id));
function report(id, status, detail, data) {
  results.push({ id, status, detail, ...(data !== undefined ? { data } : {}) });
  console.log(`${status.padEnd(5)} ${id.padEnd(18)} ${detail}`);
}
async function check(id, fn) {
  if (!wanted(id)) return;
  try { await fn(); } catch (e) { report(id, "ERROR", String(e.message || e).split("\n")[0]); }
}
const short = (l, n = 3) => l.slice(0, n).join("; ") + (l.length > n ? `; and ${l.length - n} more` : "");
const sleep = (ms) => new Promise((r) => setTimeout(r, ms));

// ---------------------------------------------------------------------------------------------------- server
const MIME = { html: "text/html; charset=utf-8", css: "text/css; charset=utf-8", js: "text/javascript; charset=utf-8", mjs: "text/javascript; charset=utf-8",
  svg: "image/svg+xml", png: "image/png", jpg: "image/jpeg", jpeg: "image/jpeg", webp: "image/webp", avif: "image/avif", ico: "image/x-icon",
  txt: "text/plain; charset=utf-8", xml: "application/xml", json: "application/json", webmanifest: "application/manifest+json",
  woff2: "font/woff2", vcf: "text/vcard; charset=utf-8", pdf: "application/pdf", gif: "image/gif" };
function headersFile() {
  const out = {}; let on = false;
  const f = dir && path.join(dir, "_headers");
  if (!f || !fs.existsSync(f)) return out;
  for (const l of fs.readFileSync(f, "utf8").split("\n")) {
    if (/^\S/.test(l)) on = /^\/\*\s*$/.test(l);
    else if (on && l.includes(":")) { const k = l.slice(0, l.indexOf(":")).trim(); out[k] = l.slice(l.indexOf(":") + 1).trim(); }
  }
  return out;
}
function resolveFile(p) {
  let f = path.join(dir, decodeURIComponent(p.split(/[?#]/)[0]));
  if (!f.startsWith(dir)) return null;
  if (fs.existsSync(f) && fs.statSync(f).isDirectory()) f = path.join(f, "index.html");
  if (!fs.existsSync(f) && fs.existsSync(f + ".html")) f += ".html";
  return fs.existsSync(f) ? f : null;
}
async function serve() {
  const extra = headersFile();
  const srv = http.createServer((q, r) => {
    if (q.method !== "GET" && q.method !== "HEAD") { r.writeHead(405); return r.end(); }
    let f = null, status = 200;
    try { f = resolveFile(q.url); } catch { }
    if (!f) { status = 404; f = fs.existsSync(path.join(dir, "404.html")) ? path.join(dir, "404.html") : null; }
    if (!f) { r.writeHead(404, { "content-type": "text/plain" }); return r.end("not found"); }
    let body = fs.readFileSync(f);
    const type = MIME[path.extname(f).slice(1)] || "application/octet-stream";
    const h = { "content-type": type, "cache-control": "max-age=600", ...extra };
    if (/text|javascript|json|xml|svg/.test(type)) {
      const ae = q.headers["accept-encoding"] || "";
      if (/\bbr\b/.test(ae)) { body = zlib.brotliCompressSync(body, { params: { [zlib.constants.BROTLI_PARAM_QUALITY]: 11 } }); h["content-encoding"] = "br"; }
      else if (/gzip/.test(ae)) { body = zlib.gzipSync(body, { level: 9 }); h["content-encoding"] = "gzip"; }
      h.vary = "accept-encoding";
    }
    h["content-length"] = body.length;
    r.writeHead(status, h); r.end(q.method === "HEAD" ? undefined : body);
  });
  await new Promise((ok) => srv.listen(0, "127.0.0.1", ok));
  return { srv, base: `http://127.0.0.1:${srv.address().port}` };
}
function get(url, method = "GET", follow = 3) {
  return new Promise((ok, no) => {
    const q = http.request(url, { method, headers: { "accept-encoding": "identity" }, timeout: 10000 }, (r) => {
      if (r.statusCode >= 300 && r.statusCode < 400 && r.headers.location && follow) { r.resume(); return ok(get(new URL(r.headers.location, url).href, method, follow - 1)); }
      const b = []; r.on("data", (d) => b.push(d)); r.on("end", () => ok({ status: r.statusCode, headers: r.headers, body: Buffer.concat(b), url }));
    });
    q.on("error", no); q.on("timeout", () => q.destroy(new Error("timeout"))); q.end();
  });
}
function run(cmd, args, { timeout = 180000, env } = {}) {
  return new Promise((ok) => {
    const p = spawn(cmd, args, { env: { ...process.env, ...env }, stdio: ["ignore", "pipe", "pipe"] });
    const out = [], err = []; const t = setTimeout(() => p.kill("SIGKILL"), timeout);
    p.stdout.on("data", (d) => out.push(d)); p.stderr.on("data", (d) => err.push(d));
    p.on("error", (e) => { clearTimeout(t); ok({ code: -1, out: "", err: String(e) }); });
    p.on("close", (code) => { clearTimeout(t); ok({ code, out: Buffer.concat(out).toString(), err: Buffer.concat(err).toString() }); });
  });
}
function walk(d, out = []) {
  for (const e of fs.readdirSync(d, { withFileTypes: true })) {
    if (e.name === "node_modules" || e.name === ".git") continue;
    const f = path.join(d, e.name);
    e.isDirectory() ? walk(f, out) : out.push(f);
  }
  return out;
}

// ---------------------------------------------------------------------------------------------------- set-up
const { chromium } = require("playwright-core");
const AXE = fs.readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const tmp = fs.mkdtempSync(path.join(os.tmpdir(), "sitecheck-"));
let srv, base;
if (isUrl) { const u = new URL(target); base = u.origin; if (u.pathname !== "/" && opt.page === "/") opt.page = u.pathname; }
else { ({ srv, base } = await serve()); }
const pageUrl = base + opt.page;
const files = dir ? walk(dir) : [];
// pages that only redirect (meta refresh) are left out
const htmlFiles = files.filter((f) => /\.html?$/.test(f) && !/http-equiv=["']?refresh/i.test(fs.readFileSync(f, "utf8").slice(0, 2000)));
const browser = await chromium.launch({ executablePath: CHROME, args: CHROME_ARGS });

// a context that can reach only the site itself; posts are recorded and answered here unless real is true
async function open({ width = 1280, height = 800, js = true, scheme = "light", real = false, post = "ok", reduced } = {}) {
  const ctx = await browser.newContext({ viewport: { width, height }, javaScriptEnabled: js, colorScheme: scheme, locale: "en-GB",
    reducedMotion: reduced ? "reduce" : "no-preference", hasTouch: width < 500, isMobile: width < 500, serviceWorkers: "block" });
  const log = { third: [], console: [], posts: [], responses: [], failed: [] };
  const state = { post };
  await ctx.route("**/*", async (route) => {
    const q = route.request(), u = q.url();
    if (q.method() === "POST" && !real) {
      log.posts.push({ url: u, body: q.postData() || "", type: q.headers()["content-type"] || "", navigation: q.isNavigationRequest() });
      if (state.post === "abort") return route.abort("internetdisconnected");
      if (state.post === "slow") await sleep(700);
      return route.fulfill({ status: 200, contentType: "text/html", headers: { "access-control-allow-origin": "*" }, body: "<!doctype html><title>stub</title><p id=sitecheck-stub>received" }).catch(() => { });
    }
    if (u.startsWith("data:") || u.startsWith("blob:") || [base, opt.endpoint].includes(new URL(u).origin)) return route.continue();
    log.third.push(u); return route.abort("blockedbyclient");
  });
  const page = await ctx.newPage();
  page.on("console", (m) => { if (["error", "warning"].includes(m.type())) log.console.push(`${m.type()}: ${m.text()}`); });
  page.on("pageerror", (e) => log.console.push(`exception: ${e.message}`));
  page.on("response", (r) => log.responses.push(r));
  page.setDefaultTimeout(10000);
  const resp = await page.goto(pageUrl, { waitUntil: "load" });
  return { ctx, page, log, resp, state };
}

// in-page helpers -----------------------------------------------------------------------------------------------
const formInfo = () => {
  const vis = (e) => { const r = e.getBoundingClientRect(), s = getComputedStyle(e); return s.visibility !== "hidden" && s.display !== "none" && r.width > 1 && r.height > 1 && r.right > 0 && r.left < innerWidth + 1 && +s.opacity > 0.01 && !e.closest("[hidden]"); };
  const label = (e) => [...(e.labels || [])].map((l) => l.textContent).join(" ").trim() || e.getAttribute("aria-label") || (e.getAttribute("aria-labelledby") || "").split(" ").map((i) => document.getElementById(i)?.textContent || "").join(" ").trim();
  const list = [...document.forms].map((f, index) => ({
    index, method: (f.getAttribute("method") || "get").toLowerCase(), action: f.getAttribute("action"), abs: f.action && String(f.action), id: f.id, enctype: f.enctype,
    controls: [...f.elements].filter((e) => e.matches("input,select,textarea,button") && e.type !== "hidden").map((e) => ({
      tag: e.tagName.toLowerCase(), type: e.type, name: e.name, id: e.id, label: label(e), visibleLabel: [...(e.labels || [])].some(vis), autocomplete: e.getAttribute("autocomplete"), inputmode: e.getAttribute("inputmode"),
      required: e.required, placeholder: e.getAttribute("placeholder"), visible: vis(e) || (e.matches("[type=radio],[type=checkbox]") && [...(e.labels || [])].some(vis)), tabIndex: e.tabIndex, disabled: e.disabled,
      font: parseFloat(getComputedStyle(e).fontSize), w: e.getBoundingClientRect().width, h: e.getBoundingClientRect().height, maxlength: e.getAttribute("maxlength"),
      autofocus: e.autofocus, text: e.textContent.trim() || e.value,
    })),
    hidden: [...f.elements].filter((e) => e.type === "hidden").map((e) => e.name),
  }));
  const score = (f) => (f.method === "post" ? 100 : 0) + f.controls.filter((c) => c.visible && !["submit", "button", "reset"].includes(c.type)).length;
  return list.sort((a, b) => score(b) - score(a))[0] || null;
};
const isField = (c) => !["submit", "button", "reset", "image"].includes(c.type);
const PROBE = { email: "visitor@example.org", tel: "+36 30 555 0123", url: "https://example.org/", number: "5", date: "2030-05-17", time: "10:30", month: "2030-05", week: "2030-W20",
  "datetime-local": "2030-05-17T10:30", text: "Ayşe Őry Մարիա", textarea: "First line with ünïcode: Ўзбек, қазақ.\nSecond line <b>&amp;\" end", search: "x", password: "Correct-horse-9" };
// Changed for formkit: its numbers are text with inputmode=numeric (GOV.UK), and 7 is within the limits of every example.
const probe = (c) => /numeric|decimal/.test(c.inputmode || "") ? "7" : c.inputmode === "url" ? PROBE.url : /mail/i.test(c.name) ? PROBE.email : PROBE[c.type] || PROBE.text;
function parseBody(b, type) {
  const out = {};
  if (/multipart/.test(type)) { for (const m of b.matchAll(/name="([^"]*)"(?:; filename="[^"]*")?\r\n(?:[^\r\n]+\r\n)*\r\n([\s\S]*?)\r\n--/g)) out[m[1]] = m[2]; }
  else if (/json/.test(type)) { try { Object.assign(out, JSON.parse(b)); } catch { } }
  else for (const [k, v] of new URLSearchParams(b)) out[k] = v;
  return out;
}
// Changed for formkit: an answer may call for another field, so the form is read and filled once more.
async function fillByLocator(page, f) {
  const before = await fillShown(page, f);
  const now = await page.evaluate(formInfo);
  const more = now && { ...now, controls: now.controls.filter((c) => c.name && !before.includes(c.name) && c.visible) };
  return more ? [...before, ...await fillShown(page, more)] : before;
}
async function fillShown(page, f) {
  const form = page.locator("form").nth(f.index); const done = [], radios = new Set();
  for (const c of f.controls) {
    if (!isField(c) || !c.visible || c.disabled || !c.name) continue;
    const sel = c.id ? `[id="${c.id}"]` : `[name="${c.name}"]`; const l = form.locator(sel).first();
    if (c.type === "radio") { if (radios.has(c.name)) continue; radios.add(c.name); await l.check({ force: true }); }
    else if (c.type === "checkbox") await l.check({ force: true });
    else if (c.tag === "select") await l.selectOption({ index: 1 }).catch(() => l.selectOption({ index: 0 }));
    else if (c.type === "file") continue;
    else if (c.type === "range" || c.type === "color") continue;
    else await l.fill(probe(c));
    done.push(c.name);
  }
  return [...new Set(done)];
}
const submitOf = (page, f) => page.locator("form").nth(f.index).locator("button:not([type=button]):not([type=reset]), input[type=submit], input[type=image]").first();

// ---------------------------------------------------------------------------------------------------- checks
console.log(`sitecheck ${target} ${opt.page}`);

await check("vnu", async () => {
  const jar = path.join(path.dirname(require.resolve("vnu-jar/package.json")), "build/dist/vnu.jar");
  let list = htmlFiles.concat(files.filter((f) => /\.svg$/.test(f)));
  if (!dir) { const r = await get(pageUrl); const f = path.join(tmp, "page.html"); fs.writeFileSync(f, r.body); list = [f]; }
  const r = await run("java", ["-Xss1024k", "-jar", jar, "--format", "json", "--stdout", "--exit-zero-always", "--also-check-svg", ...list]);
  const m = JSON.parse(r.out).messages.map((x) => ({ type: x.type, sub: x.subType, file: path.basename(x.url || ""), line: x.lastLine, msg: x.message }));
  const e = m.filter((x) => x.type !== "info"), w = m.filter((x) => x.sub === "warning");
  report("vnu", e.length ? "FAIL" : w.length ? "WARN" : "PASS", `${e.length} errors, ${w.length} warnings in ${list.length} files` + (e.length || w.length ? ": " + short([...e, ...w].map((x) => `${x.file}:${x.line} ${x.msg}`)) : ""), m.slice(0, 50));
});

await check("axe", async () => {
  let bad = 0, seen = {}, inc = new Set(), runs = 0;
  const one = async (page, where) => {
    await page.evaluate(AXE);
    const r = await page.evaluate(async () => axe.run(document, { runOnly: { type: "tag", values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] }, rules: { "target-size": { enabled: true } }, resultTypes: ["violations", "incomplete"] }));
    runs++;
    for (const v of r.violations) { bad += v.nodes.length; (seen[v.id] ||= { impact: v.impact, help: v.help, tags: v.tags.filter((t) => /^wcag|best/.test(t)), where: [], nodes: v.nodes.slice(0, 3).map((n) => n.target.join(" ")) }).where.push(where); }
    for (const v of r.incomplete) inc.add(v.id);
  };
  for (const scheme of ["light", "dark"]) for (const width of [320, 1280]) {
    const s = await open({ width, height: width === 320 ? 640 : 800, scheme });
    await one(s.page, `${scheme} ${width}`);
    if (opt.shots) { fs.mkdirSync(opt.shots, { recursive: true }); await s.page.screenshot({ path: path.join(opt.shots, `${width}-${scheme}.png`), fullPage: true }); }
    await s.ctx.close();
  }
  if (dir) for (const f of htmlFiles.slice(0, 12)) {            // the other pages once, at phone width
    const rel = "/" + path.relative(dir, f);
    if (resolveFile(opt.page) === f) continue;
    const s = await open({ width: 320, height: 640 }); await s.page.goto(base + rel); await one(s.page, rel); await s.ctx.close();
  }
  const ids = Object.entries(seen), wcag = ids.filter(([, v]) => v.tags.some((t) => /^wcag/.test(t)));
  report("axe", wcag.length ? "FAIL" : ids.length ? "WARN" : "PASS", `${ids.length} rules violated (${wcag.length} WCAG A/AA), ${bad} nodes, ${runs} runs; to look at by hand: ${inc.size}` +
    (ids.length ? ": " + short(ids.map(([k, v]) => `${k} [${v.impact}] ${v.nodes[0]}`)) : ""), { violations: seen, incomplete: [...inc] });
});

await check("lighthouse", async () => {
  const cli = path.join(path.dirname(require.resolve("lighthouse/package.json")), "cli/index.js"); const runs = [];
  for (let i = 0; i < Math.max(1, opt.lhRuns); i++) {
    const out = path.join(tmp, `lh${i}.json`);
    const r = await run(process.execPath, [cli, pageUrl, "--quiet", "--output=json", `--output-path=${out}`, "--only-categories=performance,accessibility,best-practices,seo",
      `--chrome-flags=${CHROME_ARGS.map((a) => a === "--headless" ? "--headless=new" : a).join(" ")}`, "--max-wait-for-load=30000"], { env: { CHROME_PATH: CHROME }, timeout: 170000 });
    if (!fs.existsSync(out)) { report("lighthouse", "ERROR", `did not run: ${r.err.trim().split("\n").slice(-2).join(" ")}`); return; }
    runs.push(JSON.parse(fs.readFileSync(out, "utf8")));
  }
  runs.sort((a, b) => a.categories.performance.score - b.categories.performance.score);
  const l = runs[runs.length - 1], s = Object.fromEntries(Object.entries(l.categories).map(([k, v]) => [k, v.score === null ? null : Math.round(v.score * 100)])), a = l.audits;
  const lost = Object.entries(l.categories).filter(([k]) => k !== "performance").flatMap(([k, c]) => c.auditRefs.filter((x) => x.weight > 0 && a[x.id].score !== null && a[x.id].score < 1).map((x) => `${k}: ${x.id}`));
  const ok = s.performance >= 90 && s.accessibility === 100 && s["best-practices"] >= 95 && s.seo >= 95;
  report("lighthouse", l.runtimeError ? "ERROR" : ok ? "PASS" : "FAIL", `mobile: performance ${s.performance}, accessibility ${s.accessibility}, best practices ${s["best-practices"]}, seo ${s.seo}; FCP ${a["first-contentful-paint"].displayValue}, LCP ${a["largest-contentful-paint"].displayValue}, TBT ${a["total-blocking-time"].displayValue}, CLS ${a["cumulative-layout-shift"].displayValue}` +
    (lost.length ? "; lost: " + short(lost, 6) : "") + (l.runtimeError ? ` ${l.runtimeError.message}` : ""), { scores: s, lost, version: l.lighthouseVersion });
});

let first;                                                        // one ordinary load shared by several checks
first = await open({});
const canon = await first.page.evaluate(() => document.querySelector("link[rel=canonical]")?.href || "");
const info = await first.page.evaluate(formInfo);

await check("links", async () => {
  const list = dir ? htmlFiles.map((f) => "/" + path.relative(dir, f)) : [opt.page];
  const origin = canon && /^https?:/.test(canon) ? new URL(canon).origin : null; const bad = [], ext = new Set(), ids = {}, todo = []; let n = 0, insecure = 0, postOnly = [];
  const s = await open({ js: false });
  for (const rel of list) {
    await s.page.goto(base + rel).catch(() => { });
    const r = await s.page.evaluate(() => ({
      ids: [...document.querySelectorAll("[id],a[name]")].map((e) => e.id || e.name),
      urls: [...document.querySelectorAll("[href],[src],[poster],[data],form[action],[srcset]")].flatMap((e) => {
        const o = [];
        for (const k of ["href", "src", "poster", "data", "action"]) if (e.hasAttribute(k) && typeof e[k] === "string") o.push([k, e[k], e.getAttribute(k)]);
        if (e.hasAttribute("srcset")) for (const p of e.getAttribute("srcset").split(",")) o.push(["srcset", new URL(p.trim().split(/\s+/)[0], document.baseURI).href, p]);
        return o;
      }),
    }));
    ids[rel] = new Set(r.ids); for (const u of r.urls) todo.push([rel, ...u]);
  }
  await s.ctx.close(); const cache = {};
  for (const [from, kind, abs, raw] of todo) {
    n++;
    if (/^mailto:/i.test(abs)) { if (!/^mailto:[^@\s]+@[^@\s]+\.[^@\s]+/i.test(abs) && abs !== "mailto:") bad.push(`${from}: ${raw}`); if (kind === "action") bad.push(`${from}: form posts to mailto:`); continue; }
    if (/^tel:/i.test(abs)) { if (!/^tel:\+?[0-9().\-]+(;.*)?$/i.test(raw)) bad.push(`${from}: ${raw} is no valid tel: link`); continue; }
    if (/^(data|blob|sms|geo|whatsapp|javascript):/i.test(abs)) { if (/^javascript:/i.test(abs)) bad.push(`${from}: ${raw}`); continue; }
    let u; try { u = new URL(abs); } catch { bad.push(`${from}: ${raw}`); continue; }
    if (origin && u.origin === origin) {                          // the public address of this page stands for the tested one
      const cb = new URL(".", canon).pathname, pb = new URL(".", pageUrl).pathname;
      u = new URL((u.pathname.startsWith(cb) ? pb + u.pathname.slice(cb.length) : u.pathname) + u.search + u.hash, base);
    }
    if (u.origin === opt.endpoint) continue;
    if (u.origin !== base) { ext.add(u.href); if (u.protocol === "http:") insecure++; continue; }
    if (kind === "action") { postOnly.push(u.pathname); continue; }
    const key = u.pathname + u.search;
    if (!(key in cache)) cache[key] = (await get(u.href.split("#")[0], "GET").catch(() => ({ status: 0 }))).status;
    if (cache[key] !== 200) bad.push(`${from}: ${raw} -> ${cache[key]}`);
    else if (u.hash.length > 1 && (kind === "href")) {
      const rel = dir ? "/" + path.relative(dir, resolveFile(u.pathname) || "") : u.pathname; const set = ids[rel];
      if (set && !set.has(decodeURIComponent(u.hash.slice(1))) && u.hash !== "#top") bad.push(`${from}: ${raw} has no target`);
    }
  }
  report("links", bad.length ? "FAIL" : insecure ? "WARN" : "PASS", `${n} references in ${list.length} pages, ${bad.length} broken, ${ext.size} external (not followed), ${insecure} plain http` + (bad.length ? ": " + short([...new Set(bad)]) : ""), { bad: [...new Set(bad)], external: [...ext] });
});

await check("weight", async () => {
  const s = await open({}); await s.page.waitForTimeout(300); const rows = [];
  for (const r of s.log.responses) {
    if (!r.url().startsWith(base) || r.status() >= 400) continue;
    const b = await r.body().catch(() => Buffer.alloc(0)), type = (r.headers()["content-type"] || "").split(";")[0]; const text = /text|javascript|json|xml|svg/.test(type);
    rows.push({ url: r.url().slice(base.length), type, raw: b.length, gzip: text ? zlib.gzipSync(b, { level: 9 }).length : b.length, brotli: text ? zlib.brotliCompressSync(b).length : b.length, kind: r.request().resourceType() });
  }
  const blocking = await s.page.evaluate(() => [...document.querySelectorAll("link[rel=stylesheet]:not([media=print]),script[src]:not([async]):not([defer]):not([type=module])")].map((e) => e.href || e.src));
  const third = s.log.third.length; await s.ctx.close();
  const crit = rows.filter((r) => r.kind === "document" || blocking.includes(base + r.url)); const sum = (l, k) => l.reduce((a, r) => a + r[k], 0);
  const by = {}; for (const r of rows) by[r.kind] = (by[r.kind] || 0) + r.brotli;
  const cg = sum(crit, "gzip"), cb = sum(crit, "brotli"), lost = blocking.filter((u) => !u.startsWith(base)).length;
  report("weight", lost || cb > opt.limit ? "FAIL" : cg > opt.limit ? "WARN" : "PASS", `HTML + blocking CSS/JS: raw ${sum(crit, "raw")} B, gzip ${cg}, brotli ${cb} (limit ${opt.limit}); everything: ${rows.length} requests, raw ${sum(rows, "raw")}, brotli ${sum(rows, "brotli")} (${Object.entries(by).map(([k, v]) => `${k} ${v}`).join(", ")})` +
    (third ? `; ${third} third-party requests not counted` : ""), { rows, critical: { gzip: cg, brotli: cb } });
});

const overflowing = () => {
  const W = document.documentElement.clientWidth, out = [];
  if (document.documentElement.scrollWidth > W || document.body.scrollWidth > W) for (const e of document.body.querySelectorAll("*")) {
    const r = e.getBoundingClientRect(); if (r.width && r.right > W + 1 && getComputedStyle(e).position !== "fixed") out.push(`${e.tagName.toLowerCase()}${e.id ? "#" + e.id : ""}${typeof e.className === "string" && e.className ? "." + e.className.split(" ")[0] : ""} to ${Math.round(r.right)}px`);
  }
  return { sw: document.documentElement.scrollWidth, W, out };
};
await check("overflow", async () => {
  const bad = [];
  for (const width of [320, 375, 768]) {
    const s = await open({ width, height: 640 }); const r = await s.page.evaluate(overflowing); await s.ctx.close();
    if (r.sw > width) bad.push(`${width}px: page is ${r.sw}px wide (${short(r.out, 2)})`);
  }
  report("overflow", bad.length ? "FAIL" : "PASS", bad.length ? short(bad) : "no horizontal scrolling at 320, 375 and 768 px (WCAG 1.4.10)");
});
await check("textspacing", async () => {
  const s = await open({ width: 320, height: 640 });
  const r = await s.page.evaluate(() => {
    const c = new CSSStyleSheet(); c.replaceSync("*{line-height:1.5!important;letter-spacing:.12em!important;word-spacing:.16em!important}p{margin-bottom:2em!important}"); document.adoptedStyleSheets = [...document.adoptedStyleSheets, c];
    const clipped = [...document.body.querySelectorAll("*")].filter((e) => { const s = getComputedStyle(e); return /hidden|clip/.test(s.overflowX + s.overflowY) && (e.scrollWidth > e.clientWidth + 2 || e.scrollHeight > e.clientHeight + 2) && e.clientWidth > 2 && e.textContent.trim(); }).map((e) => e.tagName.toLowerCase() + (e.id ? "#" + e.id : ""));
    return { clipped, sw: document.documentElement.scrollWidth };
  });
  await s.ctx.close();
  report("textspacing", r.clipped.length || r.sw > 320 ? "WARN" : "PASS", `with WCAG 1.4.12 spacing at 320 px: page ${r.sw}px wide, clipped: ${r.clipped.length ? short(r.clipped) : "none"}`);
});

await check("form", async () => {
  if (!info) { report("form", "FAIL", "no form on the page"); return; }
  const bad = [], warn = [], fields = info.controls.filter((c) => isField(c) && c.visible);
  if (info.method !== "post") bad.push(`method is ${info.method}`);
  if (!info.action || info.action === "#" || /^mailto:/.test(info.action)) bad.push(`action is ${JSON.stringify(info.action)}`);
  const need = { name: "name", "given-name": "given-name", email: "email", tel: "tel" };
  for (const c of fields) {
    const n = c.name || c.id || c.type;
    if (!c.name) bad.push(`${n}: no name attribute (never submitted)`);
    if (!c.label) bad.push(`${n}: no label`); else if (!c.visibleLabel && c.type !== "radio" && c.type !== "checkbox") warn.push(`${n}: label not visible`);
    if (/e-?mail/i.test(c.name + c.label) && c.tag === "input" && c.type !== "checkbox" && c.type !== "radio") { if (c.type !== "email") bad.push(`${n}: type is ${c.type}, not email`); if (c.autocomplete !== "email") bad.push(`${n}: autocomplete=email missing (WCAG 1.3.5)`); }
    if (/phone|telefon|(^|\W)tel(\W|$)/i.test(c.name + " " + c.label) && c.tag === "input" && c.type !== "checkbox" && c.type !== "radio") { if (c.type !== "tel") bad.push(`${n}: type is ${c.type}, not tel`); if (!/(^| )tel/.test(c.autocomplete || "")) bad.push(`${n}: autocomplete=tel missing (WCAG 1.3.5)`); }
    if (/^(full_?|your_?)?name$/i.test(c.name) && !/name/.test(c.autocomplete || "")) bad.push(`${n}: autocomplete=name missing (WCAG 1.3.5)`);
    if (c.placeholder) warn.push(`${n}: placeholder text`);
    if (c.type === "number" && !c.inputmode) warn.push(`${n}: type=number (GOV.UK: use inputmode=numeric)`);
    if (c.font < 16) warn.push(`${n}: font ${c.font}px (iOS zooms below 16px)`);
    if (!["radio", "checkbox"].includes(c.type) && c.h < 24) bad.push(`${n}: ${Math.round(c.h)}px high (WCAG 2.5.8: 24)`);
    else if (!["radio", "checkbox"].includes(c.type) && c.h < 44) warn.push(`${n}: ${Math.round(c.h)}px high (44 is comfortable)`);
    if (c.autofocus) warn.push(`${n}: autofocus`);
  }
  const sub = info.controls.find((c) => (c.type === "submit" || c.type === "image") && c.visible);
  if (!sub) bad.push("no visible submit button"); else if (/^(submit|ok|go|)$/i.test(sub.text)) warn.push(`submit button says ${JSON.stringify(sub.text)}`);
  report("form", bad.length ? "FAIL" : warn.length ? "WARN" : "PASS", `${fields.length} visible fields, ${info.method} ${info.action}` + (bad.length || warn.length ? ": " + short([...bad, ...warn], 5) : ""), { bad, warn });
});

const saveStyles = () => { window.__sc = new WeakMap(); const k = (e) => { const s = getComputedStyle(e); return [s.outlineStyle === "none" ? "" : s.outlineStyle + s.outlineWidth + s.outlineColor, s.boxShadow, s.borderColor, s.borderWidth, s.backgroundColor, s.textDecorationLine, s.color].join("|"); }; window.__key = k; for (const e of document.querySelectorAll("a,button,input,select,textarea,summary,[tabindex]")) window.__sc.set(e, k(e)); };
const active = () => {
  const e = document.activeElement; if (!e || e === document.body) return null;
  const f = e.form, r = e.getBoundingClientRect(); const same = window.__sc && window.__sc.get(e) === window.__key(e);
  return { tag: e.tagName.toLowerCase(), type: e.type, name: e.name || "", id: e.id, form: f ? [...document.forms].indexOf(f) : -1, text: (e.textContent || e.value || "").trim().slice(0, 40), noFocusStyle: same, hidden: r.right <= 0 || r.bottom + scrollY <= 0 || r.width < 1, top: Math.round(r.top), inView: r.bottom > 0 && r.top < innerHeight, opts: e.tagName === "SELECT" ? e.options.length : 0, checked: e.checked };
};
await check("keyboard", async () => {
  if (!info) { report("keyboard", "FAIL", "no form to complete"); return; }
  const s = await open({ reduced: true }); await s.page.evaluate(saveStyles);
  const want = [...new Set(info.controls.filter((c) => isField(c) && c.visible && !c.disabled && c.name && c.type !== "file").map((c) => c.name))]; const got = new Set(), noFocus = [], off = []; let tabs = 0, sent = false, order = [];
  const by = Object.fromEntries(info.controls.map((c) => [c.id || c.name, c])); const radios = new Set();
  for (; tabs < 300 && !sent;) {
    await s.page.keyboard.press("Tab"); tabs++;
    const a = await s.page.evaluate(active);
    if (!a) { if (tabs > 1) break; continue; }
    const label = `${a.tag}${a.id ? "#" + a.id : a.name ? "[" + a.name + "]" : ""} ${a.tag === "a" ? JSON.stringify(a.text) : ""}`.trim();
    if (a.noFocusStyle) noFocus.push(label); if (!a.inView) off.push(label);
    if (a.form !== info.index) continue;
    order.push(a.name || a.type);
    const c = by[a.id] || by[a.name] || { type: a.type, name: a.name };
    if (a.hidden) continue;
    if (a.type === "submit" || a.type === "image" || (a.tag === "button" && a.type === "submit")) {
      await s.page.keyboard.press("Enter"); for (let i = 0; i < 20 && !s.log.posts.length; i++) await sleep(100); sent = true; break;
    }
    if (a.tag === "button") continue;
    if (a.type === "radio") { if (!radios.has(a.name)) { radios.add(a.name); await s.page.keyboard.press("Space"); got.add(a.name); } }
    else if (a.type === "checkbox") { if (!a.checked) await s.page.keyboard.press("Space"); got.add(a.name); }
    else if (a.tag === "select") { await s.page.keyboard.press("ArrowDown"); got.add(a.name); }
    else if (["date", "time", "month", "week", "datetime-local", "range", "color", "file"].includes(a.type)) { if (a.type === "date") await s.page.keyboard.type("17052030"); if (a.type === "time") await s.page.keyboard.type("1030a"); got.add(a.name); }
    else { const v = probe({ ...c, type: a.type, name: a.name }); for (const ch of v.split("\n").entries()) { if (ch[0]) await s.page.keyboard.press("Enter"); await s.page.keyboard.type(ch[1]); } got.add(a.name); }
  }
  const p = s.log.posts[0]; const body = p ? parseBody(p.body, p.type) : {}; const missing = want.filter((n) => !(n in body) || body[n] === "");
  const invalid = p ? [] : await s.page.evaluate(() => [...document.querySelectorAll(":invalid:not(form):not(fieldset)")].map((e) => `${e.name}: ${e.validationMessage}`)).catch(() => []);
  const honey = Object.entries(body).filter(([k, v]) => v && !got.has(k) && info.controls.some((c) => c.name === k && !c.visible)).map(([k]) => k);
  await s.ctx.close();
  const bad = []; if (!sent) bad.push("the submit button is never reached"); if (sent && !p) bad.push(`no POST was sent${invalid.length ? " (" + short(invalid) + ")" : ""}`); if (p && missing.length) bad.push(`not submitted: ${missing.join(", ")}`);
  if (honey.length) bad.push(`hidden field filled: ${honey}`); if (noFocus.length) bad.push(`no visible focus: ${short(noFocus)}`);
  report("keyboard", bad.length ? "FAIL" : off.length ? "WARN" : "PASS", `${tabs} Tab presses to the submit button, ${want.length - missing.length} of ${want.length} fields submitted` + (bad.length ? ": " + short(bad) : "") + (off.length ? `; focused out of view: ${short(off)}` : ""), { order, body });
});

await check("nojs", async () => {
  const text = (p) => p.evaluate(() => document.body.innerText.replace(/\s+/g, " ").trim().length);
  const withJs = await text(first.page); const s = await open({ js: false }); const without = await text(s.page); const f = await s.page.evaluate(formInfo); let detail, ok = without >= withJs * 0.95;
  detail = `${without} of ${withJs} characters visible without JavaScript`;
  if (f) {
    const names = await fillByLocator(s.page, f); const clicked = await submitOf(s.page, f).click({ timeout: 3000 }).then(() => true, () => false); for (let i = 0; clicked && i < 20 && !s.log.posts.length; i++) await sleep(100);
    const p = s.log.posts[0], body = p ? parseBody(p.body, p.type) : {}; const missing = names.filter((n) => !(n in body));
    if (!p) { ok = false; detail += clicked ? "; the form sends nothing" : "; the submit button cannot be clicked"; } else if (missing.length || !names.length) { ok = false; detail += `; not submitted: ${missing.join(", ") || "no named field"}`; }
    else { detail += `; form posts ${names.length} fields to ${new URL(p.url).pathname}`; for (const c of f.controls) if (names.includes(c.name) && c.type === "textarea" && body[c.name].replace(/\r/g, "") !== PROBE.textarea) { ok = false; detail += "; text was changed"; } }
  } else { ok = false; detail += "; no form"; }
  await s.ctx.close(); report("nojs", ok ? "PASS" : "FAIL", detail);
});

await check("failedsubmit", async () => {
  if (!info) { report("failedsubmit", "FAIL", "no form"); return; }
  const s = await open({ post: "abort" }); const names = await fillByLocator(s.page, info); await s.ctx.setOffline(true); await submitOf(s.page, info).click({ timeout: 3000 }).catch(() => { }); await sleep(1200);
  const values = () => s.page.evaluate((i) => document.forms[i] ? Object.fromEntries([...document.forms[i].elements].filter((e) => e.name).map((e) => [e.name, e.value])) : null, info.index).catch(() => null);
  let v = await values(); const here = v && s.page.url().startsWith(base); const alert = here ? await s.page.evaluate(() => [...document.querySelectorAll("[role=alert],[role=status],[aria-live]")].map((e) => e.innerText.trim()).filter(Boolean).join(" ")).catch(() => "") : "";
  await s.ctx.setOffline(false); s.state.post = "ok";
  const kept = (x) => x && info.controls.filter((c) => names.includes(c.name) && c.tag === "textarea").every((c) => x[c.name]);
  if (here && alert && kept(v)) report("failedsubmit", "PASS", `offline: message on the page (${JSON.stringify(alert.slice(0, 80))}), text kept`);
  else {
    await s.page.goBack({ waitUntil: "load" }).catch(() => { }); await sleep(300); const b = await values();
    report("failedsubmit", kept(b) || kept(v) ? "WARN" : "FAIL", here ? `offline: nothing is said, text ${kept(v) ? "kept" : "lost"}` : `offline: the browser's own error page; after Back the text is ${kept(b) ? "kept" : "lost"}`);
  }
  await s.ctx.close();
});
await check("doublesubmit", async () => {
  if (!info) return;
  const s = await open({ post: "slow" }); await fillByLocator(s.page, info); await submitOf(s.page, info).dblclick({ delay: 30, timeout: 3000 }).catch(() => { }); await sleep(1500);
  const n = s.log.posts.length; const token = info.hidden.filter((h) => /token|nonce|idem|uuid|key|submission/i.test(h)); await s.ctx.close();
  report("doublesubmit", n === 1 ? "PASS" : token.length ? "WARN" : n ? "WARN" : "FAIL", `a double click sends ${n} post${n === 1 ? "" : "s"}` + (n > 1 ? (token.length ? ` (hidden field ${token} may let the server drop the second)` : " and no idempotency field") : ""));
});

await check("emptysubmit", async () => {
  if (!info) return;
  const s = await open({ width: 320, height: 640, reduced: true }); const clicked = await submitOf(s.page, info).click({ timeout: 3000 }).then(() => true, () => false); await sleep(400);
  if (!clicked) { await s.ctx.close(); report("emptysubmit", "FAIL", "the submit button cannot be clicked"); return; }
  if (s.log.posts.length) { await s.ctx.close(); report("emptysubmit", "WARN", "an empty form is posted: the server must answer with the errors (check with --real)"); return; }
  const r = await s.page.evaluate(() => { const a = document.activeElement, al = [...document.querySelectorAll("[role=alert],[aria-live=assertive]")].find((e) => e.innerText.trim()); const inv = [...document.querySelectorAll("[aria-invalid=true]")];
    return { title: document.title, focus: a ? `${a.tagName.toLowerCase()}${a.id ? "#" + a.id : ""}` : "", focusInvalid: !!(a && a.matches && a.matches(":invalid,[aria-invalid=true]")), alert: al ? al.innerText.trim() : "", alertFocus: !!(al && al.contains(a)), links: al ? [...al.querySelectorAll("a[href^='#']")].filter((x) => document.getElementById(x.hash.slice(1))).length : 0, inv: inv.length, tied: inv.filter((e) => (e.getAttribute("aria-describedby") || "").split(/\s+/).some((i) => document.getElementById(i)?.innerText.trim())).length }; });
  await s.page.evaluate(AXE); const ax = await s.page.evaluate(() => axe.run({ runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] })); if (opt.shots) await s.page.screenshot({ path: path.join(opt.shots, "errors-320.png") }); await s.ctx.close();
  const bad = []; if (ax.violations.length) bad.push(`axe: ${ax.violations.map((v) => v.id)}`); if (r.inv && r.tied < r.inv) bad.push(`${r.inv - r.tied} of ${r.inv} messages not tied to their field`); if (r.alert && !r.links) bad.push("error summary without links"); if (!r.alert && !r.focusInvalid) bad.push("nothing is said");
  report("emptysubmit", bad.length ? "FAIL" : "PASS", (r.alert ? `error summary${r.alertFocus ? " with focus" : ""}, ${r.links} links, ${r.tied} messages at fields${/^error/i.test(r.title) ? ", title says Error" : ""}` : `the browser's own validation, focus on ${r.focus}`) + (bad.length ? ": " + short(bad) : ""));
});

await check("meta", async () => {
  const m = await first.page.evaluate(() => { const q = (s, a = "content") => document.querySelector(s)?.getAttribute(a) || ""; return {
    doctype: document.doctype?.name, mode: document.compatMode, lang: document.documentElement.lang, charset: document.characterSet, title: document.title, desc: q("meta[name=description]"), viewport: q("meta[name=viewport]"), canonical: q("link[rel=canonical]", "href"),
    og: Object.fromEntries([...document.querySelectorAll("meta[property^='og:']")].map((e) => [e.getAttribute("property"), e.content])), tw: q("meta[name='twitter:card']"), icon: q("link[rel~=icon]", "href"), robots: q("meta[name=robots]"), h1: document.querySelectorAll("h1").length, theme: q("meta[name='theme-color']"), touch: q("link[rel='apple-touch-icon']", "href"),
    hreflang: [...document.querySelectorAll("link[rel=alternate][hreflang]")].map((e) => [e.hreflang, e.href]), imgs: [...document.images].filter((i) => !i.hasAttribute("alt") || !(i.getAttribute("width") && i.getAttribute("height"))).length }; });
  const bad = [], warn = []; const raw = (await get(pageUrl)).body; const cs = raw.subarray(0, 1024).toString("latin1").search(/charset\s*=\s*["']?utf-8/i);
  if (m.mode !== "CSS1Compat") bad.push("quirks mode"); if (!m.lang) bad.push("no lang"); if (cs < 0) bad.push("charset not in the first 1024 bytes");
  if (!m.title || m.title.length > 70) bad.push(`title has ${m.title.length} characters`); if (!m.desc || m.desc.length < 50 || m.desc.length > 170) warn.push(`description has ${m.desc.length} characters`);
  if (!/width=device-width/.test(m.viewport)) bad.push("no mobile viewport"); if (/user-scalable\s*=\s*(no|0)|maximum-scale\s*=\s*[01](\.0)?\b/.test(m.viewport)) bad.push("zooming disabled");
  if (!/^https?:\/\//.test(m.canonical)) warn.push("no absolute canonical URL"); for (const k of ["og:title", "og:type", "og:url", "og:image"]) if (!m.og[k]) warn.push(`${k} missing`);
  if (m.og["og:image"] && !/^https?:\/\//.test(m.og["og:image"])) warn.push("og:image is not absolute"); if (!m.tw) warn.push("twitter:card missing"); if (!m.icon) warn.push("no favicon link"); if (/noindex/.test(m.robots)) bad.push("noindex on the main page"); if (m.h1 !== 1) bad.push(`${m.h1} h1`); if (m.imgs) bad.push(`${m.imgs} images without alt or width/height`);
  if (dir && m.og["og:image"]) { const p = new URL(m.og["og:image"], base).pathname; if (!resolveFile(p)) bad.push(`og:image ${p} does not exist`); }
  for (const [l, h] of m.hreflang) {                           // hreflang must be reciprocal and include the page itself
    const u = new URL(h); const r = await get(base + u.pathname).catch(() => null); if (!r || r.status !== 200) { bad.push(`hreflang ${l} -> ${u.pathname} missing`); continue; }
    for (const [, h2] of m.hreflang) if (!r.body.toString().includes(`href="${h2}"`)) { bad.push(`hreflang ${l} does not point back to ${h2}`); break; }
  }
  if (m.hreflang.length && !m.hreflang.some(([l]) => l === "x-default")) warn.push("no hreflang x-default");
  report("meta", bad.length ? "FAIL" : warn.length ? "WARN" : "PASS", (bad.length || warn.length) ? short([...bad, ...warn], 6) : `lang ${m.lang}, title ${m.title.length} and description ${m.desc.length} characters, canonical, Open Graph, icon`, m);
});

await check("jsonld", async () => {
  const d = await first.page.evaluate(() => ({ ld: [...document.querySelectorAll("script[type='application/ld+json']")].map((e) => e.textContent), text: document.body.innerText.replace(/\s+/g, " "), html: document.body.innerHTML }));
  const bad = [], warn = []; let all = [];
  for (const t of d.ld) try { const j = JSON.parse(t); all.push(...(Array.isArray(j) ? j : j["@graph"] || [j])); } catch (e) { bad.push(`not JSON: ${e.message}`); }
  const NOT = /^(Organization|WebSite|WebPage|Person|BreadcrumbList|ImageObject|FAQPage|Article|BlogPosting)$/; const b = all.find((o) => o && o.address && ![].concat(o["@type"]).every((t) => NOT.test(t))) || all.find((o) => /LocalBusiness/.test(String(o?.["@type"])));
  if (!b) { report("jsonld", "FAIL", bad.length ? bad[0] : "no LocalBusiness (or subtype) JSON-LD"); return; }
  if (!/schema\.org/.test(JSON.stringify(b["@context"] || all[0]["@context"] || d.ld.join(""))) ) bad.push("@context is not schema.org");
  if (!b.name) bad.push("name missing"); const a = b.address || {}; for (const k of ["streetAddress", "addressLocality", "addressCountry"]) if (!a[k]) (k === "streetAddress" ? warn : bad).push(`address.${k} missing`);
  if (a.addressCountry && !/^[A-Z]{2}$/.test(a.addressCountry.name || a.addressCountry)) warn.push("addressCountry is not a two-letter code");
  for (const k of ["telephone", "url", "openingHoursSpecification", "image", "geo"]) if (!b[k] && !(k === "openingHoursSpecification" && b.openingHours)) warn.push(`${k} missing`);
  if (b.url && !/^https?:\/\//.test(b.url)) bad.push("url is not absolute");
  for (const o of [].concat(b.openingHoursSpecification || [])) { if (!/^\d\d:\d\d(:\d\d)?$/.test(o.opens || "") || !/^\d\d:\d\d(:\d\d)?$/.test(o.closes || "")) bad.push(`opening hours ${JSON.stringify(o.opens)}-${JSON.stringify(o.closes)} are not hh:mm`); for (const x of [].concat(o.dayOfWeek || [])) if (!/^(https?:\/\/schema\.org\/)?(Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day$/.test(x)) bad.push(`dayOfWeek ${x}`); }
  if (b.name && !d.text.includes(b.name)) bad.push("name differs from the visible text"); const digits = (x) => x.replace(/\D/g, ""); if (b.telephone && !digits(d.html).includes(digits(b.telephone).slice(-7))) bad.push("telephone is not on the page"); if (a.streetAddress && !d.text.includes(a.streetAddress)) bad.push("street is not on the page");
  report("jsonld", bad.length ? "FAIL" : warn.length ? "WARN" : "PASS", `${[].concat(b["@type"]).join("+")}` + (bad.length || warn.length ? ": " + short([...bad, ...warn], 5) : ", consistent with the visible text"), { bad, warn });
});

await check("files", async () => {
  const want = async (p) => { const r = await get(base + p).catch(() => null); return r && r.status === 200 ? r : null; }; const bad = [], warn = [];
  const robots = await want("/robots.txt"), map = await want("/sitemap.xml"); const nf = await get(base + "/no-such-page-xyz").catch(() => null);
  if (!robots) warn.push("robots.txt missing"); else if (!/^sitemap:\s*https?:\/\//im.test(robots.body.toString())) warn.push("robots.txt names no sitemap"); if (robots && /^disallow:\s*\/\s*$/im.test(robots.body.toString())) bad.push("robots.txt blocks the site");
  if (!map) warn.push("sitemap.xml missing"); else { const locs = [...map.body.toString().matchAll(/<loc>([^<]+)<\/loc>/g)].map((x) => x[1]); for (const l of locs) { if (!/^https?:\/\//.test(l)) bad.push(`sitemap: ${l} is not absolute`); else if (!(await want(new URL(l).pathname))) bad.push(`sitemap: ${l} does not exist`); } if (!locs.length) bad.push("sitemap is empty"); }
  if (!nf || nf.status !== 404) bad.push(`an unknown page answers ${nf && nf.status}`); else if (!/<html/i.test(nf.body.toString())) warn.push("no 404.html"); else if (!/href="\/?(index\.html)?"|href="https?:/.test(nf.body.toString())) warn.push("404 page has no link home");
  if (!(await want("/favicon.ico")) && !(await first.page.evaluate(() => document.querySelector("link[rel~=icon]")?.href))) warn.push("no favicon");
  const vcf = await first.page.evaluate(() => [...document.querySelectorAll("a[href]")].map((a) => a.getAttribute("href")).find((h) => /\.vcf(\?|$)/.test(h)) || ""); if (vcf) { const r = await want(new URL(vcf, pageUrl).pathname); const t = r ? r.body.toString() : ""; if (!/^BEGIN:VCARD\r\nVERSION:[34]\.0\r\n[\s\S]*\r\nEND:VCARD\r\n?$/.test(t) || !/\r\nFN[:;]/.test(t)) bad.push("vCard is not valid"); } else warn.push("no vCard");
  const thanks = dir ? htmlFiles.find((f) => /thank|sent|success|koszon|tesekk/i.test(path.basename(f) + path.dirname(f).slice(dir.length))) : null; if (dir && !thanks) warn.push("no thank-you page"); if (thanks && !/noindex/.test(fs.readFileSync(thanks, "utf8"))) warn.push("thank-you page may be indexed");
  report("files", bad.length ? "FAIL" : warn.length ? "WARN" : "PASS", bad.length || warn.length ? short([...bad, ...warn], 6) : "robots.txt, sitemap.xml, 404, favicon, vCard" + (dir ? ", thank-you page" : ""), { bad, warn });
});

await check("security", async () => {
  const h = first.resp.headers(); const d = await first.page.evaluate(() => ({ csp: document.querySelector("meta[http-equiv='Content-Security-Policy' i]")?.content || "", handlers: [...document.querySelectorAll("*")].flatMap((e) => [...e.attributes].filter((a) => /^on/.test(a.name)).map((a) => `${e.tagName.toLowerCase()} ${a.name}`)), styles: document.querySelectorAll("[style]").length, inline: [...document.querySelectorAll("script:not([src])")].filter((s) => !s.type || /javascript|module/.test(s.type)).length,
    ext: [...document.querySelectorAll("script[src],link[rel=stylesheet]")].filter((e) => new URL(e.src || e.href).origin !== location.origin && !e.integrity).map((e) => e.src || e.href), blank: [...document.querySelectorAll("a[target=_blank]")].filter((a) => /noreferrer/.test(a.rel) === false && /noopener/.test(a.rel) === false).length, mixed: [...document.querySelectorAll("[src]")].filter((e) => /^http:\/\/(?!127\.|localhost)/.test(e.getAttribute("src"))).length, frames: document.querySelectorAll("iframe").length, gen: document.querySelector("meta[name=generator]")?.content || "" }));
  const csp = [h["content-security-policy"], d.csp].filter(Boolean).join("; "); const bad = [], warn = [];
  if (!csp || !/default-src|script-src/.test(csp)) warn.push("no Content-Security-Policy"); else { const sc = (csp.match(/script-src([^;]*)/) || csp.match(/default-src([^;]*)/) || ["", ""])[1]; if (/unsafe-inline|unsafe-eval|\*(\s|$)/.test(sc)) bad.push(`script-src is${sc}`); if (!/form-action/.test(csp)) warn.push("CSP without form-action"); if (!/base-uri/.test(csp)) warn.push("CSP without base-uri"); if (/style-src[^;]*unsafe-inline/.test(csp)) warn.push("style-src unsafe-inline"); }
  if (!/frame-ancestors/.test(h["content-security-policy"] || "") && !h["x-frame-options"]) warn.push("framing not forbidden (header or _headers file)"); if (h["x-content-type-options"] !== "nosniff") warn.push("X-Content-Type-Options missing"); if (!h["referrer-policy"]) warn.push("Referrer-Policy missing");
  if (d.handlers.length) warn.push(`inline handlers: ${short(d.handlers, 2)}`); if (d.ext.length) bad.push(`foreign script or style without integrity: ${short(d.ext, 2)}`); if (d.mixed) bad.push("plain-http resources"); if (d.blank) warn.push(`${d.blank} target=_blank without rel=noopener`);
  report("security", bad.length ? "FAIL" : warn.length ? "WARN" : "PASS", bad.length || warn.length ? short([...bad, ...warn], 5) : "CSP without unsafe-inline, nosniff, referrer policy, no foreign code", { csp, bad, warn });
});
await check("thirdparty", async () => { const t = [...new Set(first.log.third.map((u) => new URL(u).host))]; report("thirdparty", t.length ? "FAIL" : "PASS", t.length ? `${first.log.third.length} requests to ${short(t, 5)}` : "no request leaves the site"); });
await check("console", async () => { const own = first.log.console.filter((c) => !/ERR_BLOCKED_BY_CLIENT/.test(c)); report("console", own.length ? "FAIL" : "PASS", own.length ? short(own, 2).slice(0, 240) : "no console errors or warnings"); });
await check("print", async () => {
  const s = await open({}); await s.page.emulateMedia({ media: "print" });
  const r = await s.page.evaluate(() => ({ text: document.body.innerText, nav: [...document.querySelectorAll("nav,form")].filter((e) => e.offsetParent !== null && getComputedStyle(e).display !== "none").map((e) => e.tagName.toLowerCase()), ld: [...document.querySelectorAll("script[type='application/ld+json']")].map((e) => e.textContent) }));
  const pdf = await s.page.pdf({ format: "A4" }); const pages = (pdf.toString("latin1").match(/\/Type\s*\/Page\b(?!s)/g) || []).length; if (opt.shots) fs.writeFileSync(path.join(opt.shots, "print.pdf"), pdf); await s.ctx.close();
  const warn = []; let tel = ""; try { tel = JSON.parse(r.ld[0]).telephone || ""; } catch { } const dg = (x) => x.replace(/\D/g, ""); if (tel && !dg(r.text).includes(dg(tel).slice(-7))) warn.push("phone number not printed"); if (r.nav.length) warn.push(`printed: ${[...new Set(r.nav)].join(", ")}`); if (pages > 2) warn.push(`${pages} pages`);
  report("print", warn.length ? "WARN" : "PASS", `A4: ${pages} page${pages === 1 ? "" : "s"}` + (warn.length ? "; " + warn.join("; ") : ", no navigation or form, phone number printed"));
});
await check("motion", async () => { const s = await open({ reduced: true }); await sleep(300); const n = await s.page.evaluate(() => ({ a: document.getAnimations().filter((a) => a.playState === "running").length, sb: getComputedStyle(document.documentElement).scrollBehavior, auto: document.querySelectorAll("video[autoplay],marquee,blink").length })); await s.ctx.close(); report("motion", n.a || n.auto || n.sb === "smooth" ? "WARN" : "PASS", `with prefers-reduced-motion: ${n.a} running animations, scroll-behavior ${n.sb}`); });
await check("dark", async () => { const c = async (scheme) => { const s = await open({ scheme }); const r = await s.page.evaluate(() => getComputedStyle(document.body).backgroundColor + getComputedStyle(document.body).color + " " + getComputedStyle(document.documentElement).colorScheme); await s.ctx.close(); return r; }; const a = await c("light"), b = await c("dark"); report("dark", a === b ? "WARN" : "PASS", a === b ? "looks the same in dark mode" : "follows prefers-color-scheme"); });
await check("landmarks", async () => {
  const r = await first.page.evaluate(() => { const h = [...document.querySelectorAll("h1,h2,h3,h4,h5,h6")].map((e) => +e.tagName[1]); return { main: document.querySelectorAll("main").length, skip: h.some((x, i) => i && x - h[i - 1] > 1), nav: [...document.querySelectorAll("nav")].length, first: (() => { const a = document.querySelector("a[href],button,input"); return a ? a.getAttribute("href") || "" : ""; })(), contact: !!document.querySelector("a[href^='tel:']") || !!document.querySelector("a[href^='mailto:']"), address: !!document.querySelector("address") }; });
  const bad = []; if (r.main !== 1) bad.push(`${r.main} main elements`); if (r.skip) bad.push("heading level skipped"); const warn = []; if (r.nav && !/^#/.test(r.first)) warn.push("first link is no skip link"); if (!r.contact) warn.push("no tel: or mailto: link"); if (!r.address) warn.push("no <address>");
  report("landmarks", bad.length ? "FAIL" : warn.length ? "WARN" : "PASS", bad.length || warn.length ? short([...bad, ...warn], 5) : "one main, headings in order, skip link, contact links, address");
});

await check("real", async () => {
  if (!opt.real) return;
  if (!(isUrl || opt.endpoint) || !info) { report("real", "ERROR", "--real needs a URL or an --endpoint, and a form"); return; }
  // 1. an empty post without browser validation must come back with every value, an error summary and marked fields
  let s = await open({ real: true }); let f = await s.page.evaluate(formInfo); const names = await fillByLocator(s.page, f); const odd = ["email", "tel", "url"].map((t) => f.controls.find((c) => c.type === t && c.visible)).find(Boolean); const bad = [], warn = [];
  if (odd) await s.page.locator("form").nth(f.index).locator(`[name="${odd.name}"]`).fill("not an address");
  const [resp] = await Promise.all([s.page.waitForNavigation().catch(() => null), s.page.evaluate((i) => HTMLFormElement.prototype.submit.call(document.forms[i]), f.index).catch(() => { })]);   // past the page's own validation
  const st = resp ? resp.status() : 0; const r = await s.page.evaluate(() => ({ title: document.title, alert: document.querySelector("[role=alert]")?.innerText || "", links: [...document.querySelectorAll("[role=alert] a[href^='#']")].map((a) => !!document.querySelector(a.getAttribute("href"))), invalid: [...document.querySelectorAll("[aria-invalid=true]")].map((e) => ({ n: e.name, d: !!(e.getAttribute("aria-describedby") || "").split(" ").filter((i) => document.getElementById(i)).length })), values: Object.fromEntries([...document.querySelectorAll("textarea,input")].map((e) => [e.name, e.value])), lang: document.documentElement.lang })).catch(() => null);
  if (![400, 422].includes(st)) warn.push(`wrong ${odd ? odd.type : "address"}: status ${st}, expected 422 or 400`); if (!r || !r.invalid.length) bad.push("no field marked aria-invalid"); else { if (!r.alert) bad.push("no error summary with role=alert"); if (!r.links.length || !r.links.every(Boolean)) warn.push("summary does not link to the fields"); if (!r.invalid.every((x) => x.d)) bad.push("error text not tied to its field by aria-describedby"); const area = f.controls.find((c) => c.tag === "textarea" && names.includes(c.name)); if (area && (r.values[area.name] || "").replace(/\r/g, "") !== PROBE.textarea) bad.push("typed text is lost or changed after an error"); if (!(/^en/.test(r.lang) ? /^error:/i : /^\S.{1,20}?[:.]\s/).test(r.title)) warn.push("title does not begin with 'Error'"); await s.page.evaluate(AXE); const ax = await s.page.evaluate(() => axe.run({ runOnly: ["wcag2a", "wcag2aa", "wcag21aa"] })); if (ax.violations.length) bad.push(`axe on the error page: ${ax.violations.map((v) => v.id)}`); }
  await s.ctx.close();
  // 2. a correct post must end on a thank-you page by a redirect (reload must not send again)
  s = await open({ real: true }); f = await s.page.evaluate(formInfo); await fillByLocator(s.page, f); const t0 = Date.now(); const [r2] = await Promise.all([s.page.waitForNavigation({ timeout: 20000 }).catch(() => null), submitOf(s.page, f).click()]); const ms = Date.now() - t0;
  const told = await s.page.evaluate(() => [...document.querySelectorAll("[role=alert]")].map((e) => e.innerText).join(" ")).catch(() => "");
  if (!r2 || r2.status() !== 200) bad.push(`correct post: status ${r2 && r2.status()} ${JSON.stringify(told)}`); else if (r2.request().method() !== "GET") bad.push("no redirect after the post (a reload sends it again)"); const h1 = await s.page.evaluate(() => document.querySelector("h1")?.innerText || "").catch(() => ""); await s.ctx.close();
  report("real", bad.length ? "FAIL" : warn.length ? "WARN" : "PASS", `error page ${st}, thank-you page ${r2 && r2.status()} ${JSON.stringify(h1)} in ${ms} ms` + (bad.length || warn.length ? ": " + short([...bad, ...warn], 6) : ""), { bad, warn });
});

// ---------------------------------------------------------------------------------------------------- end
await first.ctx.close(); await browser.close(); if (srv) { srv.closeAllConnections?.(); srv.close(); }
const n = (s) => results.filter((r) => r.status === s).length;
const summary = { target, page: opt.page, time: new Date().toISOString(), counts: { pass: n("PASS"), warn: n("WARN"), fail: n("FAIL"), error: n("ERROR") }, score: Math.round(100 * (n("PASS") + n("WARN") / 2) / Math.max(1, results.length)),
  versions: Object.fromEntries(["axe-core", "lighthouse", "playwright-core", "vnu-jar"].map((p) => [p, JSON.parse(fs.readFileSync(path.join(HERE, "node_modules", p, "package.json"))).version]).concat([["node", process.version]])), checks: results };
const out = opt.json || path.join(tmp, "summary.json"); fs.writeFileSync(out, JSON.stringify(summary, null, 1));
console.log(`TOTAL ${summary.counts.pass} pass, ${summary.counts.warn} warn, ${summary.counts.fail} fail, ${summary.counts.error} error; score ${summary.score}`);
console.log(`JSON  ${out}`);
process.exit(summary.counts.fail || summary.counts.error ? 1 : 0);
