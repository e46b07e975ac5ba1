// Making and changing a record: nothing that a person typed is ever lost, and what happened can be read afterwards.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { expectSound, expectWhole, launchBrowser, openPage, openWindow, shoot } from '../browser.mjs';
import { findRecord } from '../desk.mjs';
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

const field = (page, name) => page.locator(`main [name="${name}"]`);
const save = (page) => page.locator('main .form-actions .button-primary').click();

/** Makes a seed and gives its address. */
async function createSeed(page, title) {
  await page.goto('/seeds/new');
  await field(page, 'title[en]').fill(title);
  await field(page, 'uses[en]').fill('Bottles');
  await save(page);
  await page.getByText('was created.').waitFor();
  return new URL(page.url()).pathname;
}

for (const script of [true, false]) {
  test(`a seed with a wrong date is refused, keeps what was typed, and is saved when corrected, ${script ? 'with' : 'without'} script`, async () => {
    const page = await openPage(browser, program, { language: 'en', script });
    await page.goto('/seeds');
    await page.getByRole('link', { name: 'New seed' }).click();
    await field(page, 'uses[en]').fill('Bottles\nand jars');
    await field(page, 'uses[ja]').fill('瓶');
    await field(page, 'disclosed').fill('31 February 2026');
    await page.getByRole('group', { name: /^Fields/ }).getByLabel('Energy').check();
    await save(page);

    const alert = page.getByRole('alert');
    await alert.getByRole('heading', { name: '2 fields need attention' }).waitFor();
    assert.equal(await field(page, 'uses[en]').inputValue(), 'Bottles\nand jars');
    assert.equal(await field(page, 'uses[ja]').inputValue(), '瓶');
    assert.equal(await field(page, 'disclosed').inputValue(), '31 February 2026');
    assert.ok(await page.getByLabel('Energy').isChecked());
    if (script) {
      await shoot(page, 'seed-new-refused');
      await expectSound(page);
    }
    await expectWhole(page, 'en');

    // Each problem leads to its field, and the field says what is wrong with it.
    await alert.getByRole('link', { name: /^First public disclosure/ }).click();
    assert.equal(new URL(page.url()).hash, `#${await field(page, 'disclosed').getAttribute('id')}`);
    const wrong = await page.locator(`#${await field(page, 'disclosed').getAttribute('id')}-error`).innerText();
    assert.match(wrong, /31 February 2026/);
    assert.match(await field(page, 'disclosed').getAttribute('aria-describedby'), /-error/);

    await field(page, 'disclosed').fill('令和8年2月28日');
    await field(page, 'title[en]').fill(`A vessel that cleans itself ${script}`);
    await save(page);
    await page.getByText('was created.').waitFor();
    await page.getByText('28 February 2026').first().waitFor();
    await page.reload();
    await page.goto('/seeds?q=vessel');
    const made = page.getByRole('main').getByRole('link', { name: `A vessel that cleans itself ${script}`, exact: true });
    assert.equal(await made.count(), 1, 'saved once');
    await page.context().close();
  });
}

test('two windows change the same record: both texts are shown, and the chosen one is kept', async () => {
  const first = await openPage(browser, program, { language: 'en' });
  const address = await createSeed(first, 'A lamp for two');
  const second = await openWindow(first, program);
  await first.goto(`${address}/edit`);
  await second.goto(`${address}/edit`);

  await field(first, 'title[en]').fill('A lamp for three');
  await save(first);
  await first.getByText('Saved.').waitFor();

  await field(second, 'title[en]').fill('A lamp for four');
  await field(second, 'uses[en]').fill('Reading rooms');
  await save(second);
  await second.getByRole('heading', { level: 1, name: 'Two people changed this record' }).waitFor();
  const versions = await second.locator('.versions').innerText();
  for (const text of ['A lamp for four', 'A lamp for three', 'A lamp for two']) assert.ok(versions.includes(text), text);
  await shoot(second, 'conflict-en');
  await expectSound(second);

  // What one types to put both together is kept, and what only this window changed as well.
  await second.getByText('Put both together').first().click();
  await second.getByLabel('Use what is written below').first().check();
  await field(second, 'merged:title[en]').fill('A lamp for seven');
  await second.getByRole('button', { name: 'Save what is chosen' }).click();
  await second.getByRole('heading', { level: 1, name: 'A lamp for seven' }).waitFor();
  await second.getByText('Reading rooms').first().waitFor();

  const newest = second.locator('ol.history > li').first();
  const [before, after] = [await newest.locator('del').allInnerTexts(), await newest.locator('ins').allInnerTexts()];
  assert.match(before.join(' '), /three/);
  assert.match(after.join(' '), /seven/);
  assert.equal(await second.locator('ol.history > li').count(), 3, 'made, and changed twice');
  await first.context().close();
});

test('different fields changed in two windows are both kept, without script', async () => {
  const first = await openPage(browser, program, { language: 'en', script: false });
  const address = await createSeed(first, 'A chair that folds');
  const second = await openWindow(first, program);
  await first.goto(`${address}/edit`);
  await second.goto(`${address}/edit`);
  await field(first, 'title[en]').fill('A chair that unfolds');
  await save(first);
  await first.getByText('Saved.').waitFor();
  await field(second, 'uses[en]').fill('Kitchens');
  await save(second);
  await second.getByText('You changed different fields.').waitFor();
  await second.getByRole('button', { name: 'Save what is chosen' }).click();
  await second.getByRole('heading', { level: 1, name: 'A chair that unfolds' }).waitFor();
  await second.getByText('Kitchens').first().waitFor();
  await first.context().close();
});

test('leaving a form with unsaved text asks first; after saving, or without a change, nothing asks', async () => {
  const page = await openPage(browser, program, { language: 'en' });
  const asked = [];
  let answer = 'dismiss';
  page.on('dialog', async (dialog) => {
    asked.push(dialog.type());
    await dialog[answer]();
  });
  const leave = () => page.getByRole('link', { name: 'Cancel' }).click();
  await page.goto('/seeds/new');
  await leave();
  await page.waitForURL('**/seeds');
  assert.deepEqual(asked, [], 'nothing was typed');

  await page.goto('/seeds/new');
  await field(page, 'title[en]').pressSequentially('A half-written');
  const question = page.waitForEvent('dialog');
  await leave();
  await question;
  assert.deepEqual(asked, ['beforeunload']);
  assert.equal(await field(page, 'title[en]').inputValue(), 'A half-written', 'staying keeps the text');

  await field(page, 'title[en]').fill('A guarded form');
  await save(page);
  await page.getByText('was created.').waitFor();
  assert.deepEqual(asked, ['beforeunload'], 'saving does not ask');

  await page.goto('/seeds/new');
  await field(page, 'title[en]').pressSequentially('Never mind');
  answer = 'accept';
  await leave();
  await page.waitForURL('**/seeds');
  assert.deepEqual(asked, ['beforeunload', 'beforeunload']);
  assert.deepEqual(page.problems, []);
  await page.context().close();
});

test('what others refer to is not deleted; what nobody refers to is', async () => {
  const page = await openPage(browser, program, { language: 'en' });
  const organisation = await findRecord(page, 'organisations', 'Sample University, Takamatsu Laboratory');
  await page.goto(organisation);
  await page.getByRole('link', { name: 'Delete' }).click();
  await page.getByText('Other records refer to it, so it cannot be deleted.').waitFor();
  await page.getByRole('link', { name: 'Immobilised-enzyme reactor for the continuous production of rare sugars' }).waitFor();
  assert.equal(await page.getByRole('button', { name: 'Delete', exact: true }).count(), 0);
  await expectSound(page);

  const address = await createSeed(page, 'A seed for nothing');
  await page.getByRole('link', { name: 'Delete' }).click();
  await page.getByText('The history keeps it.').waitFor();
  assert.equal((await page.request.get(address)).status(), 200, 'asking deletes nothing');
  await page.getByRole('button', { name: 'Delete', exact: true }).click();
  await page.waitForURL((url) => !url.pathname.endsWith('/delete'));
  await page.goto('/seeds?q=nothing');
  assert.equal(await page.getByRole('link', { name: 'A seed for nothing' }).count(), 0);
  assert.equal((await page.goto(address)).status(), 404);
  await page.context().close();
});
