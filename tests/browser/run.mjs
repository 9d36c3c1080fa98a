// Drives `lagesbild demo` in a real Chromium: the way from the overview down to a sentence in its document, with and
// without JavaScript; the page against its CSV; every link; and pictures of the pages in out/ for people to look at.
// Waits for what happens, never for time. Needs LAGESBILD_BINARY; CHROMIUM names the browser.
import { spawn } from "node:child_process";
import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, "..", "..");
const out = join(here, "out");
const binary = process.env.LAGESBILD_BINARY ?? join(root, "target", "debug", "lagesbild");
const executablePath = process.env.CHROMIUM || "/usr/bin/chromium";
const LARGEST_PAGE = 150_000;
/** axe-core, run by the browser itself: the pages' own policy allows no script. */
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

let passed = 0;
let failed = 0;
async function check(name, body) {
  try {
    await body();
    passed += 1;
    console.log(`ok    ${name}`);
  } catch (error) {
    failed += 1;
    console.log(`FAIL  ${name}\n      ${String(error?.stack ?? error).split("\n").slice(0, 6).join("\n      ")}`);
  }
}
function same(found, expected, what) {
  const [a, b] = [JSON.stringify(found), JSON.stringify(expected)];
  if (a !== b) throw new Error(`${what}: found ${a}, expected ${b}`);
}
function holds(condition, what) {
  if (!condition) throw new Error(what);
}
const plain = (text) => text.replace(/\u00ad/g, "").replace(/\s+/g, " ").trim();

/** Rows of an RFC 4180 file as objects by its heading. */
function csv(text) {
  const rows = [[""]];
  let quoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const letter = text[at];
    const row = rows.at(-1);
    if (quoted) {
      if (letter !== '"') row[row.length - 1] += letter;
      else if (text[at + 1] === '"') { row[row.length - 1] += '"'; at += 1; }
      else quoted = false;
    } else if (letter === '"') quoted = true;
    else if (letter === ",") row.push("");
    else if (letter === "\n") rows.push([""]);
    else if (letter !== "\r") row[row.length - 1] += letter;
  }
  if (rows.at(-1).length === 1) rows.pop();
  const [heading, ...body] = rows;
  return body.map((row) => Object.fromEntries(heading.map((name, at) => [name, row[at]])));
}

/** The comparison as it stands on the page: organisation → area → what the cell says. */
const readMatrix = (page) => page.evaluate(() => {
  const table = document.querySelector("#matris");
  const areas = [...table.querySelectorAll("thead th[data-key]")].map((head) => head.dataset.key);
  const cell = (td) => {
    const [planned, ongoing, done] = (td.querySelector("i")?.textContent ?? "0·0·0").split("·").map(Number);
    const words = td.className.split(" ")[0];
    const state = /^h[1-5]$/.test(words) ? "counted" : words;
    const total = state === "counted" ? Number(td.querySelector("b").textContent.replace(/\s/g, "")) : 0;
    return { state, total, planned, ongoing, done };
  };
  const rows = [...table.querySelectorAll("tbody tr[data-key]")].map((row) => {
    const cells = [...row.querySelectorAll("td")];
    const each = cells.length === 1 && cells[0].colSpan > 1 ? areas.map(() => cell(cells[0])) : cells.map(cell);
    return [row.dataset.key, Object.fromEntries(areas.map((area, at) => [area, each[at]]))];
  });
  return { areas, rows };
});

// The demo, on a port of its own.
rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });
const demo = spawn(binary, ["demo", "--bind", "127.0.0.1:0"], { cwd: root, stdio: ["ignore", "pipe", "inherit"] });
const gone = new Promise((resolve) => demo.once("exit", (code, signal) => resolve({ code, signal })));
const address = await new Promise((resolve, reject) => {
  createInterface({ input: demo.stdout }).on("line", (line) => {
    const found = /http:\/\/127\.0\.0\.1:\d+/.exec(line);
    if (found) resolve(found[0]);
  });
  demo.once("error", reject);
  gone.then(({ code }) => reject(new Error(`the demo ended with ${code} before it listened`)));
}).catch((error) => { console.log(`FAIL  demo starts\n      ${error.message}`); console.log("browser: 0 passed, 1 failed"); process.exit(1); });

const root_user = process.getuid?.() === 0;
const browser = await chromium.launch({ executablePath, args: root_user ? ["--no-sandbox"] : [] });

const complaints = [];
/** A window that notes every error in the console and every request to another host. */
async function open(options = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: "sv-SE", ...options });
  const page = await context.newPage();
  page.on("console", (message) => { if (["error", "warning"].includes(message.type())) complaints.push(`${page.url()}: ${message.text()}`); });
  page.on("pageerror", (error) => complaints.push(`${page.url()}: ${error.message}`));
  page.on("request", (request) => { if (!request.url().startsWith(`${address}/`)) complaints.push(`other host: ${request.url()}`); });
  page.on("response", (response) => { if (response.status() >= 400) complaints.push(`${response.status()} ${response.url()}`); });
  return page;
}

/** Clicks, and goes on when the address has changed and the page is there. */
const follow = (page, link, address) => Promise.all([page.waitForURL(address), link.click()]);

/** Overview → comparison → filter → sort → cell → sentence → document. */
async function wayDown(page, pictures) {
  await page.goto(`${address}/`);
  await follow(page, page.locator(".menu a", { hasText: "Jämförelse" }), /jamforelse/);
  holds(page.url().startsWith(`${address}/jamforelse`), "the menu leads to the comparison");

  await page.selectOption("#slag", "bolag");
  await follow(page, page.locator(".choices button"), /slag=/);
  holds(page.url().includes("slag=bolag"), "the filter stands in the address");
  const companies = (await readMatrix(page)).rows.length;
  await page.goto(`${address}/jamforelse`);
  const all = (await readMatrix(page)).rows.length;
  holds(companies > 0 && companies < all, `fewer rows for one kind (${companies} of ${all})`);

  await follow(page, page.locator("thead th[data-key=utbildning] a"), /riktning=fallande/);
  const head = page.locator("thead th[data-key=utbildning]");
  same(await head.getAttribute("aria-sort"), "descending", "sorted, most first");
  const totals = (await readMatrix(page)).rows.map(([, row]) => row.utbildning).filter((cell) => cell.state === "counted").map((cell) => cell.total);
  same(totals, [...totals].sort((a, b) => b - a), "numbers fall");
  await follow(page, head.locator("a"), /riktning=stigande/);
  same(await page.locator("thead th[data-key=utbildning]").getAttribute("aria-sort"), "ascending", "turned round");
  await page.goBack();

  const cell = page.locator("#matris tbody td a:has(b + i)").first();
  const number = Number(plain(await cell.locator("b").innerText()));
  await follow(page, cell, /atgarder/);
  holds(page.url().includes("/atgarder?"), "a cell leads to its actions");
  same(await page.locator("main > .frame > .sentences").first().locator("> li").count(), number, "as many sentences as the number says");
  if (pictures) await page.screenshot({ path: join(out, `${pictures}-sentences.png`), fullPage: true });
  const first = page.locator(".sentences > li").first();
  await first.locator("details summary").click();
  holds(await first.locator(".why q").first().isVisible(), "the words that earned an area are shown");
  const words = plain(await first.locator("blockquote").innerText()).split(" ").slice(0, 2).join(" ");

  await follow(page, first.locator(".to-document"), /dokument/);
  holds(/\/dokument\/\d+\?atgard=\d+#rad-\d+$/.test(page.url()), `to the line of the document: ${page.url()}`);
  const mark = page.locator("mark.asked").first();
  await mark.waitFor();
  const box = await mark.boundingBox();
  holds(box && box.y >= 0 && box.y < page.viewportSize().height, "the marked sentence is in view");
  const marked = plain((await page.locator("mark.asked").allInnerTexts()).join(" "));
  holds(marked.includes(words), `"${words}" is what is marked: "${marked.slice(0, 80)}"`);
  if (pictures) await page.screenshot({ path: join(out, `${pictures}-document.png`) });
}

const page = await open();
await check("overview to sentence to document", () => wayDown(page, "1280"));

await check("the comparison equals its CSV", async () => {
  for (const query of ["", "?slag=facknamnd", "?for=utan"]) {
    await page.goto(`${address}/jamforelse${query}`);
    const { areas, rows } = await readMatrix(page);
    const href = await page.locator('.takeaway a[href*=".csv"]').first().getAttribute("href");
    const file = csv(await (await page.request.get(address + href)).text());
    same(file.length, rows.length * areas.length, "rows of the file");
    const byKey = new Map(file.map((row) => [`${row.organisation_key} ${row.area}`, row]));
    for (const [organisation, cells] of rows) {
      for (const area of areas) {
        const row = byKey.get(`${organisation} ${area}`);
        holds(row, `${organisation} ${area} stands in the file`);
        const state = row.state;
        const cell = { state, total: Number(row.total || 0), planned: Number(row.planned || 0), ongoing: Number(row.ongoing || 0), done: Number(row.done || 0) };
        same(cell, cells[area], `${organisation} ${area}`);
      }
    }
  }
});

await check("the five states differ in words, not only in colour", async () => {
  await page.goto(`${address}/jamforelse`);
  const words = {};
  for (const state of ["zero", "silent", "no_review"]) {
    const cell = page.locator(`#matris td.${state}`).first();
    if (await cell.count()) words[state] = plain(await cell.innerText());
  }
  same(new Set(Object.values(words)).size, Object.keys(words).length, `each its own words: ${JSON.stringify(words)}`);
  holds(words.silent && words.no_review, "the demo shows silence and missing reviews");
});

await check("headings of the wide table stick while it scrolls", async () => {
  await page.setViewportSize({ width: 700, height: 500 });
  await page.goto(`${address}/jamforelse`);
  const wide = page.locator(".wide");
  await wide.evaluate((box) => box.scrollTo(400, 300));
  const frame = await wide.boundingBox();
  const head = await page.locator("#matris thead th[data-key=systemstod]").boundingBox();
  const corner = await page.locator("#matris thead th").first().boundingBox();
  holds(Math.abs(head.y - frame.y) < 3, "column headings stay at the top");
  holds(Math.abs(corner.x - frame.x) < 3, "organisations stay at the left");
  await page.setViewportSize({ width: 1280, height: 900 });
});

const pages = { overview: "/", readiness: "/nis2", requirements: "/krav", dashboards: "/oversikter", executive: "/oversikter/stadsledningskontoret", steering: "/oversikter/styrgruppen", compare: "/jamforelse", sorted: "/jamforelse?sortera=nis2&riktning=fallande", measures: "/jamforelse?axel=nis2", actions: "/atgarder", joint: "/gemensamt", promises: "/loften?ar=2025", organisations: "/organisationer", reporting: "/inlamnade", reviews: "/genomgangar", about: "/om", accessibility: "/tillganglighet", document: "/dokument/1", areas: "/omraden", area: "/omraden/kontinuitet", search: "/sok", found: "/sok?q=klassning&vad=atgarder", nothing: "/sok?q=klasning" };
await page.goto(`${address}/jamforelse`);
pages.readiness_of = (await (async () => { await page.goto(`${address}/nis2`); return page.locator("#stege tr:has(td.rung) th a").first().getAttribute("href"); })());
await page.goto(`${address}/jamforelse`);
pages.organisation = (await page.locator("#matris tr:has(td a b + i) th a").first().getAttribute("href"));

await check("from the field of any page to a marked word and its document", async () => {
  await page.goto(`${address}/inlamnade`);
  await page.fill("#sok-alla", "klassning");
  await Promise.all([page.waitForURL(/sok\?q=klassning/), page.press("#sok-alla", "Enter")]);
  await page.selectOption("#vad", "atgarder");
  await Promise.all([page.waitForURL(/vad=atgarder/), page.press("#q", "Enter")]);
  same(await page.inputValue("#q"), "klassning", "the query stays");
  const marked = plain(await page.locator(".hits mark").first().innerText()).toLowerCase();
  holds(marked.includes("klass"), `"${marked}" is marked`);
  await follow(page, page.locator(".hits .to-document").first(), /dokument/);
  await page.locator("mark.asked").first().waitFor();
});

await check("every page: language, one heading, notice, no inline script or style, light", async () => {
  for (const [name, path] of Object.entries(pages)) {
    const response = await page.goto(address + path);
    same(response.status(), 200, name);
    same(await page.locator("html").getAttribute("lang"), "sv", `${name}: lang`);
    same(await page.locator("h1").count(), 1, `${name}: one h1`);
    same(await page.locator("script, [style], style").count(), 0, `${name}: nothing inline`);
    same(await page.locator("th:not([scope])").count(), 0, `${name}: headings of tables have a scope`);
    holds(await page.getByText("Påhittade uppgifter").first().isVisible(), `${name}: says that the data are invented`);
    // Drawings stand in the page, and are pictures all the same.
    const bytes = (await response.text()).replace(/<svg.*?<\/svg>/gs, "").length;
    holds(bytes < LARGEST_PAGE, `${name}: ${bytes} bytes`);
  }
});

await check("WCAG 2.2 AA by axe-core: no violation on any page, at 1280, at 400 and dark", async () => {
  const looks = [{}, { viewport: { width: 400, height: 800 } }, { colorScheme: "dark" }];
  const found = [];
  const bad = await open();
  await bad.goto(`${address}/om`);
  await bad.evaluate(() => document.querySelector("main").append(document.createElement("img")));
  await bad.evaluate(axe);
  same(await bad.evaluate(async (tags) => (await globalThis.axe.run(document, { runOnly: tags })).violations.map((one) => one.id), WCAG), ["image-alt"], "axe finds a picture without words");
  await bad.context().close();
  for (const options of looks) {
    const window = await open(options);
    for (const [name, path] of Object.entries(pages)) {
      await window.goto(address + path);
      await window.evaluate(axe);
      const result = await window.evaluate((tags) => globalThis.axe.run(document, { runOnly: tags, resultTypes: ["violations"] }), WCAG);
      holds(result.passes.length > 5, `${name}: axe has looked at the page`);
      for (const one of result.violations) found.push(`${name} ${JSON.stringify(options)}: ${one.id} (${one.nodes.length}): ${one.nodes[0].html.slice(0, 160)}`);
    }
    await window.context().close();
  }
  same(found, [], "violations");
});

await check("the ladder: as on the page so in the file, and down to the sentence", async () => {
  await page.goto(`${address}/nis2`);
  const rungs = await page.evaluate(() => Object.fromEntries([...document.querySelectorAll("#stege tr[data-key]")].map((row) => [row.dataset.key, [...row.querySelectorAll("td.rung")].map((cell) => cell.dataset.rung)])));
  const href = await page.locator('.takeaway a[href*="nis2.csv"]').first().getAttribute("href");
  const rows = csv(await (await page.request.get(address + href)).text());
  for (const row of rows) {
    const shown = rungs[row.organisation_key]["abcdefghij".indexOf(row.measure)];
    if (shown !== undefined) same(row.rung, shown, `${row.organisation_key} ${row.measure}`);
    else holds(["unusable", "no_review"].includes(row.rung), `${row.organisation_key} has no rungs`);
  }
  await page.selectOption("#slag", "stadsdelsnamnd");
  await follow(page, page.locator(".choices button"), /slag=stadsdelsnamnd/);
  holds((await page.locator("#stege tr[data-key]").count()) < Object.keys(rungs).length, "fewer rows for one kind");
  await follow(page, page.locator("#stege td.rung.done a").first(), /nis2\/[a-z-]+/);
  holds(page.url().includes("#"), "the cell leads to its measure");
  const measure = page.locator(`#${new URL(page.url()).hash.slice(1)}`);
  holds((await measure.locator("q").count()) > 0, "the measure shows its sentences");
  await follow(page, measure.locator("li a").first(), /dokument/);
  holds((await page.locator("mark.asked").count()) > 0, "the sentence is marked in its document");
});

await check("the ladder prints on one A4 page upright", async () => {
  const paper = await open();
  await paper.goto(`${address}/nis2`);
  const pdf = (await paper.pdf({ path: join(out, "print-readiness.pdf"), preferCSSPageSize: true, printBackground: false })).toString("latin1");
  same((pdf.match(/\/Type \/Page\b/g) ?? []).length, 1, "pages");
  const [, width, height] = /\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/.exec(pdf);
  holds(Number(height) > Number(width), "upright");
  await paper.context().close();
});

await check("every link answers", async () => {
  // A visitor of its own: links to the other language are among those followed, and set the cookie.
  const { request } = await browser.newContext();
  const seen = new Set(["/"]);
  const queue = ["/"];
  while (queue.length > 0 && seen.size < 900) {
    const path = queue.shift();
    const response = await request.get(address + path);
    same(response.status(), 200, path);
    if (!(response.headers()["content-type"] ?? "").startsWith("text/html")) continue;
    for (const [, href] of (await response.text()).matchAll(/ (?:href|src)="(\/[^"#]*)/g)) {
      const clean = href.replace(/&#38;|&amp;/g, "&");
      if (!seen.has(clean)) { seen.add(clean); queue.push(clean); }
    }
  }
  holds(seen.size > 50, `${seen.size} addresses`);
});

await check("the keyboard reaches the content first", async () => {
  await page.goto(`${address}/`);
  await page.keyboard.press("Tab");
  same(await page.evaluate(() => document.activeElement.className), "skip", "first stop");
  await page.keyboard.press("Enter");
  holds(page.url().endsWith("#innehall"), "skips to the content");
});

await check("English is complete and stays", async () => {
  await page.goto(`${address}/jamforelse`);
  await follow(page, page.locator(".tongue"), /lang=en/);
  same(await page.locator("html").getAttribute("lang"), "en", "lang");
  await follow(page, page.locator(".menu a").first(), `${address}/`);
  same(await page.locator("html").getAttribute("lang"), "en", "kept on the next page");
  holds(await page.getByText("Invented data").first().isVisible(), "the notice in English");
  await follow(page, page.locator(".tongue"), /lang=sv/);
  same(await page.locator("html").getAttribute("lang"), "sv", "and back");
});

await check("all this without JavaScript", async () => {
  const bare = await open({ javaScriptEnabled: false });
  await wayDown(bare);
  await bare.context().close();
});

await check("a match is judged, stays judged and is taken back, without JavaScript", async () => {
  const bare = await open({ javaScriptEnabled: false });
  await bare.goto(`${address}/loften?ar=2025&organisation=farsta&utfall=done`);
  const pair = bare.locator(".pairs > li").first();
  const words = plain(await pair.locator("blockquote").first().innerText());
  const own = bare.locator(".pairs > li", { hasText: words }).first();
  await pair.locator("details.judge summary").click();
  await pair.locator("input[name=roll]").fill("ISAM");
  await Promise.all([bare.waitForURL(/#lofte-/), pair.locator("button[value=not_same]").click()]);
  await bare.goto(`${address}/loften?ar=2025&organisation=farsta`);
  holds((await own.getAttribute("data-outcome")) !== "done", "the match is undone");
  holds(plain(await own.locator(".said").innerText()).startsWith("ISAM"), "it says who judged");
  await bare.screenshot({ path: join(out, "1280-judged.png"), fullPage: true });
  await Promise.all([bare.waitForURL(/#lofte-/), own.locator(".said button").click()]);
  same(await own.getAttribute("data-outcome"), "done", "taken back");
  await bare.context().close();
});

await check("an unknown address, year and organisation say what to do", async () => {
  const bare = await browser.newPage();
  for (const [path, words] of [["/finns-inte", "Sidan finns inte"], ["/jamforelse?ar=2031", "Inga genomgångar för 2031"], ["/organisationer/okand", "Okänd organisation"]]) {
    const response = await bare.goto(address + path);
    same(response.status(), 404, path);
    same(plain(await bare.locator("h1").innerText()), words, path);
  }
  await bare.screenshot({ path: join(out, "1280-fault.png") });
  await bare.close();
});

await check("pictures at 1280 and 400, dark, print and forced colours", async () => {
  const looks = {
    1280: {},
    400: { viewport: { width: 400, height: 800 } },
    dark: { colorScheme: "dark" },
    forced: { forcedColors: "active" },
  };
  for (const [look, options] of Object.entries(looks)) {
    const window = await open(options);
    for (const [name, path] of Object.entries(pages)) {
      await window.goto(address + path);
      await window.screenshot({ path: join(out, `${look}-${name}.png`), fullPage: !["organisation", "actions"].includes(name) });
      const over = await window.evaluate(() => document.scrollingElement.scrollWidth - document.scrollingElement.clientWidth);
      holds(over <= 0, `${look} ${name} is ${over} px wider than the window`);
    }
    await window.context().close();
  }
  const paper = await open();
  for (const name of ["overview", "compare", "organisation", "reporting"]) {
    await paper.goto(address + pages[name]);
    await paper.pdf({ path: join(out, `print-${name}.pdf`), preferCSSPageSize: true, printBackground: false });
    await paper.emulateMedia({ media: "print" });
    await paper.screenshot({ path: join(out, `print-${name}.png`), fullPage: true });
    await paper.emulateMedia({ media: null });
  }
  await paper.context().close();
});

await check("no errors in the console, no request to other hosts", async () => same(complaints, [], "complaints"));

await browser.close();
await check("the demo stops when asked to", async () => {
  demo.kill("SIGTERM");
  same(await gone, { code: 0, signal: null }, "exit");
});
console.log(`browser: ${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
