// The pictures of the guides in docs/pictures, taken from a demonstration on a fixed day. Run by `cargo xtask screenshots`.

import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { LANGUAGES, launchBrowser, openPage } from './browser.mjs';
import { findRecord, uploadFile } from './desk.mjs';
import { DEMO, startProgram } from './program.mjs';

const OUT = fileURLToPath(new URL('../../docs/pictures/', import.meta.url));
const DAY = '2026-11-20';
/** As wide as a page is comfortably read, as high as says what it is about. */
const VIEW = { width: 1100, height: 720 };
/** Quality of WebP, 0 to 1: letters stay sharp, a picture stays near 40 kB. */
const QUALITY = 0.6;

const NEED = '焼き色が砂糖と変わらない低カロリー甘味料がほしい';
const FILE = '四月の調査票\n名称,備考,有効期限\n甘味料の反応器（見本）,再訪,令和9年3月31日\n光を測る装置（見本）,,平成32年13月\n';
const TWICE = '名称,見本\n見本精機株式会社,はい\n（株）見本精機,はい\n';

const program = await startProgram({ command: [...DEMO, '--today', DAY] });
const browser = await launchBrowser();
try {
  const desk = await openPage(browser, program, { language: 'ja' });
  const need = await findRecord(desk, 'needs', NEED);
  await uploadFile(desk, { kind: '機関', name: '機関.csv', content: Buffer.from(TWICE) });
  await desk.locator('main form[action$="/apply"] .button-primary').click();
  await desk.locator('.notice-success').waitFor();
  await uploadFile(desk, { kind: 'シーズ', name: '四月.csv', content: Buffer.from(FILE) });
  const batch = new URL(desk.url()).pathname;

  // Name, address, and what of the page is shown where that is not its top.
  const shots = [
    ['home', '/'],
    ['need', '/needs/new'],
    ['match', `/match?need=${need.split('/').at(-1)}`],
    ['import', batch],
    ['tie-ups', '/tie-ups'],
    ['merges', '/organisations/merges'],
    ['history', `${need}#history`],
    ['past', '/clusters?on=2004-03-31&view=list'],
    ['publish', '/seeds/publish'],
  ];

  await rm(OUT, { recursive: true, force: true });
  await mkdir(OUT, { recursive: true });
  const press = await browser.newPage();
  for (const language of LANGUAGES) {
    const page = await openPage(browser, program, { language, viewport: VIEW });
    for (const [name, address] of shots) {
      const answer = await page.goto(address);
      if (answer && !answer.ok()) throw new Error(`${address} answers ${answer.status()}`);
      await page.evaluate(() => document.fonts.ready);
      const picture = await compress(press, await take(page, address.split('#')[1] ?? 'main'));
      await writeFile(join(OUT, `${name}.${language}.webp`), picture);
    }
    if (page.problems.length > 0) throw new Error(page.problems.join('\n'));
    await page.context().close();
  }
} finally {
  await browser.close();
  await program.stop();
}

/** The page from an element on, without the head that every page has. */
async function take(page, id) {
  const { top, all } = await page.evaluate((id) => {
    const top = document.getElementById(id).getBoundingClientRect().top + window.scrollY;
    return { top, all: document.querySelector('footer').getBoundingClientRect().top + window.scrollY };
  }, id);
  const clip = { x: 0, y: top, width: VIEW.width, height: Math.min(VIEW.height, all - top) };
  return page.screenshot({ fullPage: true, clip });
}

/** PNG to WebP, by the browser itself. */
async function compress(page, png) {
  const url = await page.evaluate(
    async ([data, quality]) => {
      const picture = await createImageBitmap(await (await fetch(`data:image/png;base64,${data}`)).blob());
      const canvas = document.createElement('canvas');
      canvas.width = picture.width;
      canvas.height = picture.height;
      canvas.getContext('2d').drawImage(picture, 0, 0);
      return canvas.toDataURL('image/webp', quality);
    },
    [png.toString('base64'), QUALITY],
  );
  return Buffer.from(url.split(',')[1], 'base64');
}
