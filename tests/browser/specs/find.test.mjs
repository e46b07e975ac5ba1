// Finding a record: by words, through the list with its filters, order and pages, and from the keyboard alone.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { expectSound, launchBrowser, openPage } from '../browser.mjs';
import { startProgram } from '../program.mjs';

let browser;
let program;
before(async () => {
  program = await startProgram();
  browser = await launchBrowser();
});
after(async () => {
  await browser?.close();
  await program?.stop();
});

const TITLES = 'main tbody th[scope=row] a';
const READINESS = 'main .trl b';

/** How many records the list says it has. */
async function total(page) {
  return Number((await page.locator('.total').innerText()).replace(/\D/g, ''));
}

test('words on the first page lead to the record', async () => {
  const page = await openPage(browser, program, { language: 'ja' });
  await page.goto('/');
  await page.locator('header input[type=search]').fill('希少糖 酵素');
  await page.locator('header input[type=search]').press('Enter');
  await page.getByRole('heading', { level: 1, name: '検索' }).waitFor();
  assert.equal(await page.locator('main input[type=search]').inputValue(), '希少糖 酵素', 'the words stay');
  await page.getByRole('main').getByRole('link', { name: /希少糖を連続生産する固定化酵素リアクター/ }).first().click();
  await page.getByRole('heading', { level: 1, name: /希少糖を連続生産する固定化酵素リアクター/ }).waitFor();
  await expectSound(page);
  await page.context().close();
});

test('filters narrow the list, are seen and taken away again', async () => {
  const page = await openPage(browser, program, { language: 'ja' });
  await page.goto('/seeds');
  const all = await total(page);

  const life = page.locator('.filters').getByRole('link', { name: /^ライフサイエンス/ });
  const promised = Number(await life.locator('.count').innerText());
  await life.click();
  await page.waitForURL(/fields=life/);
  assert.ok(promised > 0 && promised < all);
  assert.equal(await total(page), promised, 'the list holds what its filter promised');

  await page.getByRole('searchbox', { name: '一覧の中を探す' }).fill('細胞');
  await page.getByRole('main').getByRole('button', { name: '探す' }).click();
  await page.waitForURL(/q=/);
  const found = await total(page);
  assert.ok(found > 0 && found < promised, 'words narrow within the filter');

  await page.getByRole('link', { name: /「分野：ライフサイエンス」の絞り込みを外す/ }).click();
  await page.waitForURL((url) => !url.searchParams.has('fields'));
  assert.equal(new URL(page.url()).searchParams.get('q'), '細胞', 'the words stay when the filter goes');
  assert.ok((await total(page)) >= found);
  await expectSound(page);
  await page.context().close();
});

test('after a search the filters promise what is left of it', async () => {
  const page = await openPage(browser, program, { language: 'ja', script: false });
  await page.goto(`/seeds?q=${encodeURIComponent('細胞')}`);
  const found = await total(page);
  const life = page.locator('.filters').getByRole('link', { name: /^ライフサイエンス/ });
  const promised = Number(await life.locator('.count').innerText());
  assert.ok(promised <= found, `${promised} of ${found} found`);
  await life.click();
  assert.equal(await total(page), promised);
  await page.context().close();
});

test('the list is sorted by its columns, and paged without losing or repeating a record', async () => {
  const page = await openPage(browser, program, { language: 'en' });
  await page.goto('/seeds');
  const column = page.getByRole('columnheader', { name: 'Readiness level (TRL)' });
  await column.getByRole('link').click();
  await page.waitForURL(/sort=/);
  const direction = await column.getAttribute('aria-sort');
  assert.match(direction, /^(a|de)scending$/);

  const all = await total(page);
  const levels = [];
  const references = new Set();
  for (;;) {
    levels.push(...(await page.locator(READINESS).allInnerTexts()).map(Number));
    for (const title of await page.locator(TITLES).all()) references.add(await title.getAttribute('href'));
    const next = page.getByRole('link', { name: 'Next', exact: true });
    if ((await next.count()) === 0) break;
    const here = page.url();
    await next.click();
    await page.waitForURL((url) => url.href !== here);
    assert.equal(await page.getByRole('link', { name: 'First', exact: true }).count(), 1);
  }
  assert.equal(references.size, all, 'every record once');
  const ordered = levels.toSorted((one, other) => (direction === 'ascending' ? one - other : other - one));
  assert.deepEqual(levels, ordered);

  await page.goto('/seeds?sort=readiness');
  await column.getByRole('link').click();
  await page.waitForURL((url) => url.searchParams.get('sort') !== 'readiness');
  assert.notEqual(await column.getAttribute('aria-sort'), direction, 'the second click turns the order');
  await page.context().close();
});

test('the keyboard alone: / searches, g then a letter goes, ? helps', async () => {
  const page = await openPage(browser, program, { language: 'ja' });
  await page.goto('/');
  await page.keyboard.press('/');
  await page.keyboard.type('gs?');
  const focused = page.locator(':focus');
  assert.equal(await focused.getAttribute('type'), 'search');
  assert.equal(await focused.inputValue(), 'gs?', 'while typing, keys are letters');
  await page.keyboard.press('Escape');

  await page.keyboard.press('?');
  const help = page.getByRole('dialog', { name: 'キー操作' });
  await help.waitFor();
  await expectSound(page);
  await page.keyboard.press('Escape');
  await help.waitFor({ state: 'hidden' });

  await page.keyboard.press('g');
  await page.keyboard.press('s');
  await page.waitForURL('**/seeds');
  await page.keyboard.press('n');
  await page.waitForURL('**/seeds/new');

  await page.goto('/');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  assert.equal(await page.evaluate(() => document.activeElement.id), 'main', 'the first stop skips to the content');
  await page.context().close();
});
