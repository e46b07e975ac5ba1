// Working on records: two that mean the same become one and two again; a file is attached and found by its words.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { expectSound, launchBrowser, openPage, shoot } from '../browser.mjs';
import { startProgram } from '../program.mjs';

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

const field = (page, name) => page.locator(`main [name="${name}"]`);
const save = (page) => page.locator('main .form-actions .button-primary').click();

/** Makes a record and gives its reference. */
async function create(page, plural, typed) {
  await page.goto(`/${plural}/new`);
  for (const [name, text] of Object.entries(typed)) await field(page, name).fill(text);
  await save(page);
  await page.getByText('was created.').waitFor();
  return new URL(page.url()).pathname.split('/').pop();
}

for (const script of [true, false]) {
  test(`two organisations are merged and parted again, ${script ? 'with' : 'without'} script`, async () => {
    const page = await openPage(browser, program, { language: 'en', script });
    const name = `見本製作所${script ? '一' : '二'}`;
    const winner = await create(page, 'organisations', { 'name[ja]': `株式会社${name}`, city: 'Takamatsu' });
    const loser = await create(page, 'organisations', { 'name[ja]': `（株）${name}`, city: 'Marugame' });
    const seed = await create(page, 'seeds', { 'title[en]': `Seed of ${name}`, organisation: loser });

    await page.goto('/organisations/merges');
    await page.getByText(`（株）${name}`).first().waitFor();
    await page.goto(`/organisations/${loser}/merge?into=${winner}`);
    await page.getByRole('heading', { name: 'Nothing has been merged yet' }).waitFor();
    await page.getByRole('group', { name: 'City' }).getByRole('radio').last().check();
    if (script) {
      await shoot(page, 'merge-organisations');
      await expectSound(page);
    }
    await page.getByRole('main').getByRole('button', { name: /^Merge/ }).click();
    await page.waitForURL(new RegExp(`/organisations/${winner}`));
    await page.getByText(`${loser} was merged into ${winner}.`).waitFor();
    assert.match(await page.getByRole('main').innerText(), /Marugame/);
    // Who follows an old address or the seed comes to the record that was kept.
    await page.goto(`/organisations/${loser}`);
    assert.equal(new URL(page.url()).pathname, `/organisations/${winner}`);
    await page.goto(`/seeds/${seed}`);
    assert.equal(await page.locator(`main a[href="/organisations/${winner}"]`).count() > 0, true);

    await page.goto(`/organisations/${winner}?from=${loser}`);
    await page.getByRole('link', { name: 'Undo the merge' }).click();
    await page.locator('main .button-danger').click();
    await page.getByRole('heading', { name: /undone/i }).first().waitFor();
    await page.goto(`/organisations/${loser}`);
    assert.equal(new URL(page.url()).pathname, `/organisations/${loser}`);
    assert.match(await page.getByRole('main').innerText(), /Marugame/);
    await page.goto(`/seeds/${seed}`);
    assert.equal(await page.locator(`main a[href="/organisations/${loser}"]`).count() > 0, true);
    assert.deepEqual(page.problems, []);
    await page.context().close();
  });

  test(`a file is attached and its record found by the words in it, ${script ? 'with' : 'without'} script`, async () => {
    const page = await openPage(browser, program, { language: 'en', script });
    const word = script ? 'quokkaferment' : 'wombatferment';
    const seed = await create(page, 'seeds', { 'title[en]': `A seed with papers ${script}` });
    await page.locator('details.file-add summary').click();
    await page.locator('main input[type=file]').setInputFiles({
      name: 'notes.txt',
      mimeType: 'text/plain',
      buffer: Buffer.from(`Notes of the visit: ${word} at 40 degrees.\n`),
    });
    await page.locator('main form[enctype="multipart/form-data"] button').click();
    await page.getByText('The files are attached.').waitFor();
    await page.getByRole('link', { name: 'notes.txt', exact: true }).waitFor();
    if (script) await expectSound(page);

    // The index follows within a moment.
    const found = page.getByRole('main').getByRole('link', { name: `A seed with papers ${script}` }).first();
    for (let tries = 0; tries < 50; tries += 1) {
      await page.goto(`/seeds?q=${word}`);
      if ((await found.count()) > 0) break;
    }
    assert.equal(await found.getAttribute('href'), `/seeds/${seed}`);

    await page.goto(`/seeds/${seed}`);
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'notes.txt', exact: true }).click(),
    ]);
    assert.equal(download.suggestedFilename(), 'notes.txt');
    assert.deepEqual(page.problems, []);
    await page.context().close();
  });
}
