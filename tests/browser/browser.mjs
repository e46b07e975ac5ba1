// Debian's Chromium, fresh for each run, and what a person would notice on its pages.

import assert from 'node:assert/strict';
import { readFile, mkdir } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { chromium } from 'playwright-core';

const EXECUTABLE = process.env.ENISHI_CHROMIUM ?? '/usr/bin/chromium';
const OUT = fileURLToPath(new URL('out/', import.meta.url));
const AXE = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** No sandbox: the tests run as root in containers. The rest keeps Chromium from talking to anybody else. */
const ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

const PATIENCE_MS = 15_000;

/** Both languages with the sizes at which pages are looked at. */
export const LANGUAGES = ['ja', 'en'];
export const DESK = { width: 1280, height: 900 };
export const PHONE = { width: 320, height: 640 };

/** A browser with a new profile; close it in `after`. */
export async function launchBrowser() {
  return chromium.launch({ executablePath: EXECUTABLE, headless: true, args: ARGUMENTS });
}

/**
 * Opens a visitor's window: language by what the browser asks for, with or without script.
 *
 * The page collects in `page.problems` what must not happen on any page: script errors, console errors (a breach of
 * the content security policy is one), answers of 500 and above, and requests to another host.
 */
export async function openPage(browser, program, { language = 'ja', script = true, viewport = DESK, dark = false } = {}) {
  const context = await browser.newContext({
    baseURL: program.origin,
    colorScheme: dark ? 'dark' : 'light',
    javaScriptEnabled: script,
    locale: language === 'ja' ? 'ja-JP' : 'en-GB',
    reducedMotion: 'reduce',
    timezoneId: 'Asia/Tokyo',
    viewport,
  });
  return watch(await context.newPage(), program);
}

/** A second window of the same visitor. */
export async function openWindow(page, program) {
  return watch(await page.context().newPage(), program);
}

function watch(page, program) {
  page.problems = [];
  // A person who waits this long has given up; a debug build beside other work still answers in time.
  page.setDefaultTimeout(PATIENCE_MS);
  page.on('pageerror', (error) => page.problems.push(`script error: ${error.message}`));
  page.on('console', (message) => {
    // Chromium counts a refused page itself (403, 404, 409, 422) as a failed resource; tests state its status instead.
    const isPageItself = message.text().startsWith('Failed to load resource') && message.location().url === page.url();
    if (message.type() === 'error' && !isPageItself) page.problems.push(`console: ${message.text()}`);
  });
  page.on('response', (response) => {
    if (response.status() >= 500) page.problems.push(`${response.status()} ${response.url()}`);
  });
  page.on('request', (request) => {
    const url = new URL(request.url());
    if (url.protocol.startsWith('http') && url.origin !== program.origin) page.problems.push(`other host: ${url}`);
  });
  return page;
}

/** Who administers in these tests. */
export const ADMINISTRATOR = { name: '北見 花子', email: 'hanako@example.jp', passphrase: 'tangerine moves slowly' };

/** Becomes the first administrator by the link that the program printed, and takes charge of the register. */
export async function becomeAdministrator(page, program) {
  if (program.firstLink === null) {
    throw new Error(`the program printed no link for the first administrator; it said:\n${program.output()}`);
  }
  const answer = await page.goto(program.firstLink);
  assert.ok(answer.ok(), `the first link answers ${answer.status()}`);
  for (const [name, value] of Object.entries(ADMINISTRATOR)) await page.fill(`#${name}`, value);
  await page.locator('form.form button').click();
  await page.waitForURL((url) => !url.pathname.startsWith('/link/'));
  await page.goto(new URL('/start/charge', program.firstLink).href);
  await page.locator('form.form button').click();
  await page.waitForURL((url) => url.pathname !== '/start/charge');
}

/** A picture of the whole page in tests/browser/out, for people to look at. */
export async function shoot(page, name) {
  await mkdir(OUT, { recursive: true });
  await page.screenshot({ path: join(OUT, `${name}.png`), fullPage: true });
}

/** The page is there in its language: one title, no text missing, nothing in `page.problems`. */
export async function expectWhole(page, language) {
  assert.deepEqual(page.problems, [], `problems on ${page.url()}`);
  assert.equal(await page.locator('html').getAttribute('lang'), language);
  assert.equal(await page.locator('h1').count(), 1, 'one strong title');
  const missing = (await page.content()).match(/⟦[^⟧]*⟧?/g);
  assert.equal(missing, null, `texts missing on ${page.url()}`);
}

/** What must hold on every page with script: nothing in `page.problems`, and axe finds no breach of WCAG 2.2 AA. */
export async function expectSound(page) {
  assert.deepEqual(page.problems, [], `problems on ${page.url()}`);
  // Evaluated through the debugger, so the page's content security policy stays in force.
  await page.evaluate(AXE);
  const { violations } = await page.evaluate(() =>
    window.axe.run(document, {
      resultTypes: ['violations'],
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
    }),
  );
  const told = violations.map(({ id, help, nodes }) => `${id}: ${help}\n    ${nodes.map((node) => node.html).join('\n    ')}`);
  assert.deepEqual(told, [], `axe on ${page.url()}`);
}

/** Nothing makes the page scroll sideways. */
export async function expectNoSidewaysScroll(page) {
  const [wide, window_] = await page.evaluate(() => [document.documentElement.scrollWidth, window.innerWidth]);
  assert.ok(wide <= window_, `${page.url()} is ${wide} px wide in a window of ${window_} px`);
}
