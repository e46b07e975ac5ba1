// Importing a file: see what is wrong and where, say what a column means, write the good rows, and take it back.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { expectSound, launchBrowser, openPage, shoot } from '../browser.mjs';
import { uploadFile } from '../desk.mjs';
import { startProgram } from '../program.mjs';

/** As an office sends it: a title above the header, a year that never was, a column of their own. */
const UTF_8 = Buffer.from('四月の調査票,,\n名称,担当メモ,有効期限\n果汁の甘味を測る装置,甘さを非破壊で測る,令和9年3月31日\n光を測る装置,,平成32年\n');

/**
 * The same in CP932, byte by byte, because Node writes no CP932:
 * 名称,有効期限 / 湖水の浄化装置,令和9年3月31日 / 光の測定,平成32年
 */
const CP932 = Buffer.from('96bc8fcc2c974c8cf88afa8cc00a8cce908582cc8ff289bb919592752c97df986139944e338c8e333193fa0a8cf582cc91aa92e82c95bd90ac3332944e0a', 'hex');

let browser;
let program;
before(async () => {
  program = await startProgram({ command: ['demo', '--port', '0', '--without-samples'] });
  browser = await launchBrowser();
});
after(async () => {
  await browser?.close();
  await program?.stop();
});

/** What the page counts: `{ 行: 2, 新しく登録: 1, .. }`. */
async function readCounts(page) {
  return Object.fromEntries(
    await page.locator('dl.counts > div').evaluateAll((parts) =>
      parts.map((part) => [part.querySelector('dt').textContent.trim(), Number(part.querySelector('dd').textContent)]),
    ),
  );
}

async function countSeeds(page) {
  await page.goto('/seeds');
  return page.locator('main tbody tr').count();
}

for (const script of [true, false]) {
  test(`a file with a wrong date is looked at, corrected, applied and undone ${script ? 'with' : 'without'} script`, async () => {
    const page = await openPage(browser, program, { language: 'ja', script });
    await uploadFile(page, { kind: 'シーズ', name: '四月.csv', content: UTF_8 });
    await page.getByRole('heading', { name: 'まだ何も書き込んでいません' }).waitFor();

    const problem = page.locator('tr.problem').filter({ hasText: '平成32年' });
    assert.match(await problem.getByRole('rowheader').innerText(), /4行 C列/, 'the row and column of the file as sent');
    assert.match(await problem.innerText(), /有効期限/);
    assert.ok((await problem.locator('td').last().innerText()).length > 10, 'what was expected');
    if (script) {
      await shoot(page, 'import-problems');
      await expectSound(page);
    }

    // Their own column is not known; the person says what it means, and the file is read again.
    const memo = page.getByLabel('担当メモ', { exact: true });
    await memo.selectOption({ label: await memo.locator('option[value="summary[ja]"]').innerText() });
    const before = page.url();
    await page.getByRole('button', { name: 'この対応で確かめ直す' }).click();
    await page.waitForURL((url) => url.href !== before);
    assert.equal(await memo.inputValue(), 'summary[ja]');
    const counts = await readCounts(page);
    assert.deepEqual([counts['行'], counts['新しく登録'], counts['問題あり']], [2, 1, 1]);

    const batch = page.url();
    await page.getByRole('button', { name: /^\d+件を反映する$/ }).click();
    await page.getByRole('heading', { name: '反映しました' }).waitFor();
    await page.getByRole('link', { name: '一覧を見る' }).click();
    await page.getByRole('link', { name: '果汁の甘味を測る装置' }).click();
    await page.getByText('甘さを非破壊で測る').first().waitFor();
    // The history of the record leads back to its import.
    await page.locator('ol.history a.ref').click();
    assert.equal(page.url().split('?')[0], batch.split('?')[0]);

    await page.getByRole('link', { name: '取り消す' }).click();
    await page.getByRole('heading', { name: 'まだ何も取り消していません' }).waitFor();
    await page.getByRole('button', { name: '取り消す' }).click();
    await page.getByRole('heading', { name: '取り消しました' }).waitFor();
    if (script) await expectSound(page);
    assert.equal(await countSeeds(page), 0);

    await page.goto(batch);
    assert.equal(await page.getByRole('button', { name: /反映する/ }).count(), 0, 'what was undone is not applied by mistake');
    assert.deepEqual(page.problems, []);
    await page.context().close();
  });
}

test('a file in CP932 is read like any other', async () => {
  const page = await openPage(browser, program, { language: 'en' });
  await uploadFile(page, { kind: 'Seeds', name: 'cp932.csv', content: CP932 });
  await page.locator('tr.problem').filter({ hasText: '平成32年' }).waitFor();
  await page.getByRole('button', { name: /^Apply \d+ records?$/ }).click();
  await page.getByRole('heading', { name: 'Applied' }).waitFor();
  await page.getByRole('link', { name: 'See the list' }).click();
  await page.getByRole('link', { name: '湖水の浄化装置' }).click();
  await page.getByText('31 March 2027').first().waitFor();
  await page.context().close();
});

test('what is no table is refused in words, and nothing is kept', async () => {
  const page = await openPage(browser, program, { language: 'en' });
  await page.goto('/admin/imports');
  const rows = await page.locator('main tbody tr').count();
  await page.locator('input[type=file]').setInputFiles({ name: 'empty.csv', mimeType: 'text/csv', buffer: Buffer.from('') });
  await page.getByRole('button', { name: 'Look at the content' }).click();
  await page.getByRole('alert').waitFor();
  assert.match(await page.getByRole('alert').innerText(), /empty/i);
  await expectSound(page);
  await page.goto('/admin/imports');
  assert.equal(await page.locator('main tbody tr').count(), rows);
  await page.context().close();
});
